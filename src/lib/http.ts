import { lookup as dnsLookup } from 'node:dns'
import type { IncomingMessage, RequestOptions } from 'node:http'
import type { LookupFunction } from 'node:net'
import { parseJson, type Json } from './json.ts'
import { isPrivateAddress } from './private-address.ts'
import { Secret } from './secret.ts'

/** A request that may carry secrets; they are revealed here and nowhere else, when it is sent. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH' | 'HEAD'
  /** https, on one of the hosts that the sender allows. A secret path (a webhook's) goes as a Secret. */
  readonly url: string | Secret
  readonly headers?: Readonly<Record<string, string | Secret>>
  readonly body?: string | Secret
}

export interface HttpAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly json: Json | undefined
}

/** Why there is no answer. Never says more: a cause's text may hold what was sent. */
export type NoAnswer = 'host-not-allowed' | 'private-address' | 'time-out' | 'unreachable' | 'too-large'

export interface Http {
  send(request: HttpRequest, hosts: readonly string[]): Promise<HttpAnswer | NoAnswer>
}

export interface HttpOptions {
  /** Milliseconds for the whole exchange; 10,000 unless told. */
  readonly timeout?: number
  /** For tests and the demo: host → an http origin on the loopback that stands in for it. */
  readonly standIns?: Readonly<Record<string, string>>
}

const MOST_BYTES = 1024 * 1024
const LOOPBACK = /^http:\/\/127\.0\.0\.1:\d{1,5}$/

/** The one way to a provider: TLS, allowed hosts, no redirect, no private address, bounded in time and size. */
export function createHttp(options: HttpOptions = {}): Http {
  const standIns = options.standIns ?? {}
  for (const origin of Object.values(standIns)) {
    if (!LOOPBACK.test(origin)) throw new TypeError(`a stand-in must be http://127.0.0.1:PORT, not ${origin}`)
  }
  return {
    async send(request, hosts) {
      const url = URL.parse(reveal(request.url))
      if (url?.protocol !== 'https:' || !hosts.includes(url.host)) return 'host-not-allowed'
      const standIn = standIns[url.host]
      // An address needs no look-up, so nothing else would look at it.
      if (standIn === undefined && isPrivateAddress(url.hostname)) return 'private-address'
      const target = standIn === undefined ? url : Object.assign(new URL(standIn), { pathname: url.pathname, search: url.search })
      return exchange(request, { target, host: url.host, timeout: options.timeout ?? 10_000 })
    },
  }
}

interface Way {
  readonly target: URL
  readonly host: string
  readonly timeout: number
}

// Loading these takes Node longer than a small scan: most scans ask nobody.
async function exchange(request: HttpRequest, way: Way): Promise<HttpAnswer | NoAnswer> {
  const { request: send } = way.target.protocol === 'https:' ? await import('node:https') : await import('node:http')
  const { promise, resolve } = Promise.withResolvers<HttpAnswer | NoAnswer>()
  const outgoing = send(way.target, callOptions(request, way), (incoming) => {
    readAnswer(incoming).then(resolve, () => resolve('unreachable'))
  })
  outgoing.on('error', (error) => resolve(reasonOf(error)))
  outgoing.end(request.body === undefined ? undefined : reveal(request.body))
  return promise
}

function callOptions(request: HttpRequest, way: Way): RequestOptions {
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [name, reveal(value)])
  const body = request.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(reveal(request.body))) }
  return {
    method: request.method,
    headers: { 'user-agent': 'mayfly', host: way.host, ...body, ...Object.fromEntries(headers) },
    // A connection of its own for each: one that is kept may be closed by the other side just when it is used again.
    agent: false,
    signal: AbortSignal.timeout(way.timeout),
    ...(way.target.protocol === 'https:' ? { lookup: publicLookup } : {}),
  }
}

async function readAnswer(incoming: IncomingMessage): Promise<HttpAnswer | NoAnswer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming) {
    const buffer = Buffer.from(chunk)
    bytes += buffer.length
    if (bytes > MOST_BYTES) {
      incoming.destroy()
      return 'too-large'
    }
    chunks.push(buffer)
  }
  const body = Buffer.concat(chunks).toString('utf8')
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
  return { status: incoming.statusCode ?? 0, headers: Object.fromEntries(headers), body, json: parseJson(body) }
}

function reasonOf(error: Error): NoAnswer {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'time-out'
  return error.message === PRIVATE ? 'private-address' : 'unreachable'
}

function reveal(value: string | Secret): string {
  return value instanceof Secret ? value.reveal() : value
}

const PRIVATE = 'the host resolves to a private address'

// Names resolve anew at every connection, so the check stands where the connection is made, not before it.
// oxlint-disable-next-line max-params -- Node's LookupFunction
const publicLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, [])
    if (addresses.some(({ address }) => isPrivateAddress(address))) return callback(new Error(PRIVATE), [])
    return options.all ? callback(null, addresses) : callback(null, addresses[0]?.address ?? '', addresses[0]?.family)
  })
}
