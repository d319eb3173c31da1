import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import nock from 'nock'
import { createHttp, type HttpRequest } from '../../src/lib/http.ts'
import { Mint } from '../../src/lib/mint.ts'
import { Secret } from '../../src/lib/secret.ts'
import { startVendor, type VendorAnswer } from '../support/vendor.ts'

// Real connections, all of them to this machine: what Node makes of them is what is tested.
beforeAll(() => nock.restore())

const HOST = 'api.vendor.test'
const TIMEOUT = 400
const secret = new Mint('http').base62(40)

/** What comes of a request to HOST, in whose place a server on this machine answers. */
function send(origin: string, request: Partial<HttpRequest> = {}) {
  const http = createHttp({ timeout: TIMEOUT, standIns: { [HOST]: origin } })
  return http.send({ method: 'GET', url: `https://${HOST}/v1/me?a=b`, ...request }, [HOST])
}

describe('a request', () => {
  interface Seen {
    readonly incoming: IncomingMessage
    readonly body: string
  }

  async function seen(request: Partial<HttpRequest>): Promise<Seen> {
    const { promise, resolve } = Promise.withResolvers<Seen>()
    const origin = await startRaw((incoming, answer) => {
      incoming.once('end', () => answer.end())
      void text(incoming).then((body) => resolve({ incoming, body }))
    })
    expect(await send(origin, request)).toMatchObject({ status: 200 })
    return promise
  }

  test('goes out as it is, to its own path, in its host\'s name', async () => {
    const { incoming } = await seen({ method: 'DELETE', url: `https://${HOST}//a/b%20c?d=e&f`, headers: { accept: 'text/plain' } })
    expect([incoming.method, incoming.url]).toEqual(['DELETE', '//a/b%20c?d=e&f'])
    expect(incoming.headers).toMatchObject({ host: HOST, 'user-agent': 'mayfly', accept: 'text/plain' })
    expect(incoming.headers).not.toHaveProperty('content-length')
    expect(incoming.headers).not.toHaveProperty('transfer-encoding')
  })

  test('reveals its secrets: address, headers and body', async () => {
    const { incoming, body } = await seen({
      method: 'POST',
      url: Secret.of(`https://${HOST}/services/${secret}`),
      headers: { authorization: Secret.of(secret).into((word) => `Bearer ${word}`) },
      body: Secret.of(`token=${secret}`),
    })
    expect([incoming.url, incoming.headers.authorization, body].map((words) => words?.endsWith(secret))).toEqual([true, true, true])
  })

  test('tells the length of its body in bytes', async () => {
    const { incoming, body } = await seen({ method: 'POST', body: 'ü€😀' })
    expect([incoming.headers['content-length'], body]).toEqual(['9', 'ü€😀'])
  })
})

describe('an answer', () => {
  test('is its status, its headers in lower case, its body and what that is as JSON', async () => {
    const vendor = await startVendor(() => ({ status: 403, body: { error: 'ünknown' }, headers: { 'X-OAuth-Scopes': 'repo' } }))
    expect(await send(vendor.origin)).toEqual({
      status: 403, headers: expect.objectContaining({ 'x-oauth-scopes': 'repo' }), body: '{"error":"ünknown"}', json: { error: 'ünknown' },
    })
  })

  test('that is no JSON has none', async () => {
    const origin = await startRaw((_, answer) => answer.end('<html>'))
    expect(await send(origin)).toMatchObject({ status: 200, body: '<html>', json: undefined })
  })

  test.each([301, 302, 303, 307, 308])('%i comes back as it is, and nobody goes where it leads', async (status) => {
    const elsewhere = await startVendor(() => ({ status: 200 }))
    const vendor = await startVendor(() => ({ status, headers: { location: `${elsewhere.origin}/next` } }))
    expect(await send(vendor.origin)).toMatchObject({ status, headers: { location: `${elsewhere.origin}/next` } })
    expect([vendor.asked.length, elsewhere.asked.length]).toEqual([1, 0])
  })

  test('of one megabyte is read, of one byte more it is too large', async () => {
    const origin = await startRaw(({ url }, answer) => answer.end('x'.repeat(1024 * 1024 + (url === '/more' ? 1 : 0))))
    expect(await send(origin)).toMatchObject({ status: 200 })
    expect(await send(origin, { url: `https://${HOST}/more` })).toBe('too-large')
  })

  test('that never ends is too large too', async () => {
    const origin = await startRaw((_, answer) => void setInterval(() => answer.write('x'.repeat(300_000)), 5).unref())
    expect(await send(origin)).toBe('too-large')
  })
})

describe('no answer', () => {
  test.each<readonly [string, VendorAnswer | 'drop' | 'hang', string]>([
    ['nothing said', 'hang', 'time-out'],
    ['the connection dropped', 'drop', 'unreachable'],
  ])('%s', async (_, given, outcome) => {
    const vendor = await startVendor(() => given)
    expect(await send(vendor.origin)).toBe(outcome)
  })

  test('half an answer, and then nothing', async () => {
    expect(await send(await startRaw((_, answer) => void answer.write('{"live":')))).toBe('time-out')
  })

  test('half an answer, and then the connection dropped', async () => {
    const origin = await startRaw((_, answer) => void answer.writeHead(200, { 'content-length': '100' }).write('{}', () => answer.destroy()))
    expect(await send(origin)).toBe('unreachable')
  })

  test('drop by drop, for longer than the whole may take', async () => {
    const origin = await startRaw((_, answer) => void setInterval(() => answer.write(' '), 50).unref())
    const start = performance.now()
    expect(await send(origin)).toBe('time-out')
    expect(performance.now() - start).toBeLessThan(TIMEOUT * 10)
  })

  test('nobody at home', async () => {
    const vendor = await startVendor(() => ({ status: 200 }))
    await vendor.close()
    expect(await send(vendor.origin)).toBe('unreachable')
  })
})

describe('nothing is sent', () => {
  test.each([
    ['without TLS', `http://${HOST}/`],
    ['to another host', 'https://evil.test/'],
    ['to a host below', `https://a.${HOST}/`],
    ['to a host that begins so', `https://${HOST}.evil.test/`],
    ['to another port', `https://${HOST}:8443/`],
    ['to a host behind a name', `https://${HOST}@evil.test/`],
    ['to a host with a dot behind', `https://${HOST}./`],
    ['to what is no address', 'v1/me'],
  ])('%s', async (_, url) => {
    const vendor = await startVendor(() => ({ status: 200 }))
    const http = createHttp({ standIns: { [HOST]: vendor.origin, 'evil.test': vendor.origin } })
    expect(await http.send({ method: 'GET', url }, [HOST])).toBe('host-not-allowed')
    expect(vendor.asked).toEqual([])
  })

  test.each(['localhost', '127.0.0.1', '127.1', '2130706433', '0x7f.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '0.0.0.0'])(
    'to this machine by the name of %s, although it is allowed', async (name) => {
      let connections = 0
      const server = createTcpServer((socket) => {
        connections++
        socket.destroy()
      })
      const port = await listening(server)
      const { host, href } = new URL(`https://${name}:${port}/`)
      expect(await createHttp().send({ method: 'GET', url: href }, [host])).toBe('private-address')
      expect(connections).toBe(0)
    })

  test.each(['https://127.0.0.1:80', 'http://localhost:80', 'http://127.0.0.1', 'http://127.0.0.1:80/path', 'http://10.0.0.1:80', ''])('to a stand-in at %j', (origin) => {
    expect(() => createHttp({ standIns: { [HOST]: origin } })).toThrow('a stand-in must be http://127.0.0.1:PORT')
  })
})

test.each<readonly [string, Partial<HttpRequest>]>([
  ['an address that is none', { url: Secret.of(`${secret} ://`) }],
  ['a header that cannot be sent', { headers: { authorization: Secret.of(`${secret}\n`) } }],
])('%s tells nothing of the secret in it', async (_, request) => {
  const vendor = await startVendor(() => ({ status: 200 }))
  const came: unknown = await send(vendor.origin, request).catch((error: unknown) => error)
  expect(inspect(came, { showHidden: true, depth: 9 }).includes(secret)).toBe(false)
  expect(vendor.asked).toEqual([])
})

/** A server on this machine whose answers are written by hand; its origin. */
async function startRaw(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  opened.push(() => server.closeAllConnections())
  return `http://127.0.0.1:${await listening(server)}`
}

const opened: (() => void)[] = []
afterAll(() => opened.forEach((close) => close()))

async function listening(server: ReturnType<typeof createTcpServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  opened.push(() => server.close())
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
