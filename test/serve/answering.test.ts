import { createHmac, generateKeyPairSync } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { Probot } from 'probot'
import { parse } from 'yaml'
import { readFileSync } from 'node:fs'
import { createApp } from '../../src/app.ts'
import type { Delivery } from '../../src/ledger/ledger.ts'
import { createAnswering } from '../../src/serve/answering.ts'
import { createMetrics } from '../../src/serve/metrics.ts'

const examples: readonly { readonly name: string; readonly examples: readonly Record<string, unknown>[] }[] =
  JSON.parse(readFileSync('node_modules/@octokit/webhooks-examples/api.github.com/index.json', 'utf8'))
const SECRET = 'the secret of this test alone'
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } })

let stored: Map<string, Delivery>
let trouble: Error | undefined
let woken = 0
let url = ''
const probot = new Probot({ appId: 1, privateKey, secret: SECRET, logLevel: 'fatal' })
const server = createAnswering({
  probot, webhookPath: '/hook', metrics: createMetrics(async () => ({ deliveries: stored.size })),
  unready: async () => (trouble ? ['the store does not answer'] : []),
})

beforeAll(async () => {
  await probot.ready()
  const inbox = {
    async store(delivery: Delivery) {
      if (trouble) throw trouble
      const repeat = stored.has(delivery.guid)
      stored.set(delivery.guid, delivery)
      return repeat ? 'repeat' as const : 'stored' as const
    },
    wake: () => void woken++,
  }
  await probot.load(createApp(inbox), { cwd: process.cwd(), addHandler: () => {} })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})
afterAll(() => void server.close())
beforeEach(() => {
  stored = new Map()
  trouble = undefined
  woken = 0
})

const push = examples.find(({ name }) => name === 'push')?.examples[0]
const body = JSON.stringify({ ...push, installation: { id: 7, node_id: 'x' } })

async function deliver(event: string, given: { readonly body: string; readonly signature?: string; readonly guid?: string }): Promise<Response> {
  const signature = given.signature ?? `sha256=${createHmac('sha256', SECRET).update(given.body).digest('hex')}`
  const headers = { 'content-type': 'application/json', 'x-github-event': event, 'x-github-delivery': given.guid ?? 'guid-1', 'x-hub-signature-256': signature }
  return fetch(`${url}/hook`, { method: 'POST', headers, body: given.body })
}

describe('a webhook', () => {
  test('that is signed is stored by its ids, and the workers are woken', async () => {
    expect((await deliver('push', { body })).status).toBe(202)
    expect([...stored.values()]).toEqual([expect.objectContaining({ guid: 'guid-1', event: 'push', installationId: 7, ref: push?.['ref'], after: push?.['after'] })])
    expect(woken).toBe(1)
  })

  test('that comes again is accepted, stored once, and wakes nobody', async () => {
    await deliver('push', { body })
    expect((await deliver('push', { body })).status).toBe(202)
    expect([stored.size, woken]).toEqual([1, 1])
  })

  test.each([
    ['with another secret', `sha256=${createHmac('sha256', 'other').update(body).digest('hex')}`],
    ['with a signature of another body', `sha256=${createHmac('sha256', SECRET).update('{}').digest('hex')}`],
    ['with no hash at all', 'sha256='],
  ])('signed %s is refused', async (_, signature) => {
    expect((await deliver('push', { body, signature })).status).toBe(401)
    expect(stored.size).toBe(0)
  })

  test('without a signature, or that is no JSON, is a bad request', async () => {
    expect((await fetch(`${url}/hook`, { method: 'POST', body })).status).toBe(400)
    expect((await deliver('push', { body: '{"ref":' })).status).toBe(400)
  })

  test('that the store cannot take is answered 503, so that GitHub shows it as failed, and tells nothing of the cause', async () => {
    trouble = new Error('canary-of-the-cause')
    const answer = await deliver('push', { body })
    expect([answer.status, await answer.text()]).toEqual([503, expect.not.stringContaining('canary')])
  })

  test.each([['told by its length', true], ['only seen while it comes', false]])('of more than 25 MB, %s, is refused', async (_, told) => {
    expect(await postLarge(told)).toBe(413)
    expect(stored.size).toBe(0)
  })
})

function postLarge(told: boolean): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const megabyte = Buffer.alloc(1024 * 1024, 'a')
  const headers = { 'x-github-event': 'push', ...(told ? { 'content-length': String(30 * megabyte.length) } : {}) }
  const outgoing = request(`${url}/hook`, { method: 'POST', headers }, (answer) => resolve(answer.statusCode ?? 0))
  outgoing.on('error', (error) => (['EPIPE', 'ECONNRESET'].includes(String(Reflect.get(error, 'code'))) ? undefined : reject(error)))
  for (let i = 0; i < 30; i++) outgoing.write(megabyte)
  outgoing.end()
  return promise
}

describe('real payloads', () => {
  const manifest: { default_events: readonly string[] } = parse(readFileSync('app.yml', 'utf8'))
  const always = ['installation', 'installation_repositories']
  const cases = examples
    .filter(({ name }) => [...manifest.default_events, ...always].includes(name))
    .flatMap(({ name, examples }) => examples.map((payload, index) => [name, index, payload] as const))

  test('of every event that we ask for are among the examples', () => {
    expect(manifest.default_events.filter((event) => !cases.some(([name]) => name === event))).toEqual([])
  })

  test.each(cases)('%s %i: answered well, and nothing is kept but ids, names and closed words', async (name, index, payload) => {
    const text = JSON.stringify(payload)
    expect((await deliver(name, { body: text, guid: `${name}-${index}` })).status).toBe(202)
    for (const { guid: _, event: __, ...kept } of stored.values()) {
      for (const value of [...Object.values({ ...kept, extra: null }), ...Object.values(kept.extra)]) {
        expect(String(value)).toMatch(/^(\d+|null|refs\/\S+|[0-9a-f]{40}|[\w.-]+\/[\w.-]+|[a-z][\w-]*|[\w-]+(\[bot\])?)$/i)
      }
    }
  })
})

test.each([['/healthz', 200], ['/readyz', 200], ['/metrics', 200], ['/other', 404]])('%s answers %i', async (path, status) => {
  expect((await fetch(url + path)).status).toBe(status)
})

test('/readyz says what is not ready', async () => {
  trouble = new Error('down')
  const answer = await fetch(`${url}/readyz`)
  expect([answer.status, await answer.text()]).toEqual([503, 'not ready: the store does not answer\n'])
})

test('/metrics counts webhooks by outcome', async () => {
  await deliver('push', { body })
  expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/mayfly_webhooks_total\{outcome="accepted"\} [1-9]/)
})
