import { createHmac } from 'node:crypto'
import { request, type IncomingMessage } from 'node:http'
import type { DeliveryOutcome, DeliveryRecord } from '../world/records.ts'
import { track, type World } from '../world/world.ts'

type Wanted = Pick<DeliveryRecord, 'app' | 'guid' | 'event' | 'action' | 'installationId' | 'repositoryId' | 'payload'> & {
  readonly redelivery?: boolean
}

/** Sends one webhook, signed. What fails is recorded and never sent again by itself, as on github.com. */
export function deliver(world: World, wanted: Wanted): void {
  const { app } = wanted
  if (app.webhookUrl === undefined) return
  const body = JSON.stringify(wanted.payload)
  const delivery: DeliveryRecord = {
    ...wanted,
    redelivery: wanted.redelivery ?? false,
    id: world.ids.next('delivery'),
    deliveredAt: world.clock.now(),
    url: app.webhookUrl,
    requestHeaders: headersOf(wanted, body),
    outcome: undefined,
  }
  world.deliveries.push(delivery)
  void track(world, send(delivery, { body, timeout: world.webhookTimeout }))
  world.checker.webhook({ event: wanted.event, action: wanted.action }, wanted.payload)
}

/** Sends a webhook again: a new delivery with the guid of the first. */
export function redeliver(world: World, delivery: DeliveryRecord): void {
  deliver(world, { ...delivery, redelivery: true })
}

// https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers
function headersOf(wanted: Wanted, body: string): Record<string, string> {
  const { app } = wanted
  function sign(hash: string): string {
    return createHmac(hash, app.webhookSecret).update(body).digest('hex')
  }
  return {
    'accept': '*/*',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'GitHub-Hookshot/044aadd',
    'x-github-delivery': wanted.guid,
    'x-github-event': wanted.event,
    'x-github-hook-id': String(app.hookId),
    'x-github-hook-installation-target-id': String(app.id),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature': `sha1=${sign('sha1')}`,
    'x-hub-signature-256': `sha256=${sign('sha256')}`,
  }
}

async function send(delivery: DeliveryRecord, what: { readonly body: string; readonly timeout: number }): Promise<void> {
  const started = performance.now()
  const { promise, resolve } = Promise.withResolvers<Omit<DeliveryOutcome, 'duration'>>()
  const signal = AbortSignal.timeout(what.timeout)
  const outgoing = request(delivery.url, { method: 'POST', headers: delivery.requestHeaders, signal, agent: false }, (answer) => {
    readAnswer(answer).then(resolve, () => resolve(noAnswer('failed to connect to host')))
  })
  outgoing.on('error', () => resolve(noAnswer(signal.aborted ? 'timed out' : 'failed to connect to host')))
  outgoing.end(what.body)
  delivery.outcome = { ...(await promise), duration: (performance.now() - started) / 1000 }
}

async function readAnswer(answer: IncomingMessage): Promise<Omit<DeliveryOutcome, 'duration'>> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(Buffer.from(chunk))
  const code = answer.statusCode ?? 0
  const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]))
  return { status: code < 300 ? 'OK' : `Invalid HTTP Response: ${code}`, code, headers, body: Buffer.concat(chunks).toString('utf8') }
}

function noAnswer(status: string): Omit<DeliveryOutcome, 'duration'> {
  return { status, code: 0, headers: {}, body: '' }
}
