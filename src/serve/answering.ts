import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Probot } from 'probot'
import { MayflyError } from '../lib/errors.ts'
import type { Metrics } from './metrics.ts'

// https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap
const MOST_BYTES = 25 * 1024 * 1024

export interface Answering {
  readonly probot: Probot
  readonly metrics: Metrics
  readonly webhookPath: string
  /** What is not ready, as words; empty when all is. */
  unready(): Promise<readonly string[]>
}

/** The HTTP server of the answering thread: webhooks, /healthz, /readyz, /metrics. */
export function createAnswering(answering: Answering): Server {
  const server = createServer((request, response) => {
    answer(answering, { request, response }).catch(() => {
      if (response.headersSent) response.destroy()
      else say(response, { status: 500, text: 'internal error' })
    })
  })
  server.requestTimeout = 30_000
  server.headersTimeout = 10_000
  return server
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

async function answer(answering: Answering, { request, response }: Exchange): Promise<void> {
  const path = (request.url ?? '').split('?', 1)[0]
  if (path === answering.webhookPath) return webhook(answering, { request, response })
  if (request.method !== 'GET') return say(response, { status: 405, text: 'method not allowed' })
  if (path === '/healthz') return say(response, { status: 200, text: 'ok' })
  if (path === '/readyz') {
    const unready = await answering.unready()
    return say(response, unready.length === 0 ? { status: 200, text: 'ready' } : { status: 503, text: `not ready: ${unready.join(', ')}` })
  }
  if (path === '/metrics') {
    response.setHeader('content-type', answering.metrics.contentType)
    return say(response, { status: 200, text: await answering.metrics.text() })
  }
  return say(response, { status: 404, text: 'not found' })
}

async function webhook(answering: Answering, { request, response }: Exchange): Promise<void> {
  if (request.method !== 'POST') return say(response, { status: 405, text: 'webhooks are posted' })
  const payload = await bodyOf(request)
  if (payload === 'too-large') {
    answering.metrics.webhook('too-large')
    response.setHeader('connection', 'close')
    return say(response, { status: 413, text: 'the payload is larger than 25 MB' })
  }
  const outcome = await receive(answering.probot, { headers: request.headers, payload: payload.toString('utf8') })
  answering.metrics.webhook(outcome)
  return say(response, ANSWERS[outcome])
}

const ANSWERS = {
  accepted: { status: 202, text: 'accepted' },
  'bad-request': { status: 400, text: 'x-github-event, x-github-delivery, x-hub-signature-256 and a JSON body are needed' },
  'bad-signature': { status: 401, text: 'the signature does not match' },
  'not-stored': { status: 503, text: 'the delivery could not be stored; deliver it again' },
} as const

interface Posted {
  readonly headers: IncomingMessage['headers']
  readonly payload: string
}

async function receive(probot: Probot, { headers, payload }: Posted): Promise<keyof typeof ANSWERS> {
  const [id, name, signature] = ['x-github-delivery', 'x-github-event', 'x-hub-signature-256'].map((header) => String(headers[header] ?? ''))
  if (!id || !name || !signature) return 'bad-request'
  if (!(await probot.webhooks.verify(payload, signature))) return 'bad-signature'
  try {
    const event: Parameters<Probot['webhooks']['receive']>[0] = Object.assign({ id, name, payload: JSON.parse(payload) })
    await probot.webhooks.receive(event)
    return 'accepted'
  } catch (error) {
    return error instanceof SyntaxError ? 'bad-request' : 'not-stored'
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | 'too-large'> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return 'too-large'
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new MayflyError('network', 'a body of bytes was expected')
    bytes += chunk.length
    if (bytes > MOST_BYTES) return 'too-large'
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function say(response: ServerResponse, { status, text }: { readonly status: number; readonly text: string }): void {
  if (!response.hasHeader('content-type')) response.setHeader('content-type', 'text/plain; charset=utf-8')
  response.writeHead(status).end(`${text}\n`)
}
