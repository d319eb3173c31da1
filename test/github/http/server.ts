import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { World } from '../world/world.ts'
import { faultReply, type FaultBook } from './faults.ts'
import { logOf } from '../rest/workflow-runs.ts'
import { failed, type Reply } from './reply.ts'

export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
}

export interface Ways {
  readonly world: World
  readonly faults: FaultBook
  /** The operation that a REST call names, for the faults' sake. */
  operationOf(method: string, pathname: string): string | undefined
  rest(exchange: Exchange): Promise<Reply>
  git(exchange: Exchange): Promise<void>
}

const GIT =
  /^\/[^/]+\/[^/]+\.git\/(info\/refs|git-upload-pack|git-receive-pack)$|^\/[^/]+\/[^/]+\/(info\/refs|git-upload-pack|git-receive-pack)$/

const LOG = /^\/_logs\/(\d{1,15})$/

/** One server for the API, for git and for the logs of jobs. */
export function createHttpServer(ways: Ways): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', ways.world.url)
    answer(ways, { request, response, url }).catch((error: unknown) => {
      if (request.socket.destroyed) return // the client went away in the middle of its request
      ways.world.violations.push(`${request.method} ${url.pathname}: ${error instanceof Error ? error.stack : String(error)}`)
      if (response.headersSent) response.destroy()
      else send(ways.world, { response, reply: { status: 500, body: { message: 'Server Error' } } })
    })
  })
}

async function answer(ways: Ways, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange
  const method = request.method ?? 'GET'
  const fault = ways.faults.next({ operation: ways.operationOf(method, url.pathname), line: `${method} ${url.pathname}${url.search}` })
  if (fault === 'drop') return void request.socket.destroy()
  if (typeof fault === 'object' && 'delay' in fault) await wait(fault.delay)
  const instead = fault === undefined ? undefined : faultReply(ways.world, fault)
  if (instead !== undefined) return send(ways.world, { response, reply: instead })
  if (GIT.test(url.pathname)) return ways.git(exchange)
  const log = LOG.exec(url.pathname)?.[1]
  if (log !== undefined) return send(ways.world, { response, reply: logReply(ways.world, Number(log)) })
  const reply = await ways.rest(exchange)
  if (fault === 'lose-answer') return void request.socket.destroy()
  send(ways.world, { response, reply })
}

function logReply(world: World, id: number): Reply {
  const log = logOf(world, id)
  return log === undefined ? failed(404, 'Not Found') : { status: 200, raw: { type: 'text/plain', bytes: Buffer.from(log) } }
}

function send(world: World, { response, reply }: { readonly response: ServerResponse; readonly reply: Reply }): void {
  const headers = { date: world.clock.now().toUTCString(), server: 'github.com', ...reply.headers }
  if (reply.raw !== undefined) {
    response
      .writeHead(reply.status, { ...headers, 'content-type': reply.raw.type, 'content-length': String(reply.raw.bytes.length) })
      .end(reply.raw.bytes)
    return
  }
  if (reply.body === undefined) return void response.writeHead(reply.status, headers).end()
  const text = JSON.stringify(reply.body)
  const type = { 'content-type': 'application/json; charset=utf-8', 'content-length': String(Buffer.byteLength(text)) }
  response.writeHead(reply.status, { ...type, ...headers }).end(text)
}
