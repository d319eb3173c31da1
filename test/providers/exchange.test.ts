// What verifying and revoking promise, for every provider that can: where they ask, and what each answer means.
import { describe, expect, test } from '@jest/globals'
import type { HttpAnswer } from '../../src/lib/http.ts'
import { parseJson } from '../../src/lib/json.ts'
import { Mint } from '../../src/lib/mint.ts'
import { Secret } from '../../src/lib/secret.ts'
import type { Documented, Exchange, Revoked, Token, Verified } from '../../src/provider.ts'
import { isLoaded, kindOf, loadRooms, type Loaded } from './rooms.ts'

const NOW = new Date('2026-11-21T12:00:00.000Z')

interface Call {
  readonly name: string
  readonly room: Loaded
  readonly exchange: Exchange<Verified | Revoked>
}

const calls = (await loadRooms()).filter(isLoaded).flatMap(callsOf)

function callsOf(room: Loaded): readonly Call[] {
  const { verify, revoke, erase } = room.provider
  return [
    ...(verify ? [{ name: `${room.id}: verify`, room, exchange: verify }] : []),
    ...(revoke ? [{ name: `${room.id}: revoke`, room, exchange: revoke }] : []),
    ...(erase ? [{ name: `${room.id}: erase`, room, exchange: erase }] : []),
  ]
}

describe.each(calls.map((call) => [call.name, call] as const))('%s', (_, { room, exchange }) => {
  const answers = exchange.answers.map((answer, i) => [`${i}: ${answer.status} means ${answer.means}`, answer] as const)

  test.each(room.provider.tokens.map((kind) => [kind.id]))('sends %s to its hosts alone, over TLS, or says why not', (id) => {
    for (const token of tokensOf(room, id)) {
      const request = exchange.request(token, NOW)
      if (typeof request === 'string') expect(['cannot-ask', 'incomplete']).toContain(request)
      else {
        const url = new URL(request.url instanceof Secret ? request.url.reveal() : request.url)
        expect([url.protocol, url.username, url.password]).toEqual(['https:', '', ''])
        expect(room.provider.hosts).toContain(url.host)
        expect(openTexts(request).filter((text) => text.includes(token.secret.reveal()))).toHaveLength(0)
      }
    }
  })

  test('asks for at least one kind', () => {
    const asked = room.provider.tokens.flatMap((kind) => tokensOf(room, kind.id)).filter((token) => typeof exchange.request(token, NOW) !== 'string')
    expect(asked.length).toBeGreaterThan(0)
  })

  test.each(answers)('answer %s', (_name, answer) => {
    expect(new URL(answer.source).protocol).toBe('https:')
    for (const token of tokensFor(room, { exchange, answer })) expect(exchange.read(answerOf(answer), token)?.state ?? 'unknown').toBe(answer.means)
  })

  test.each([
    ['too many requests', { status: 429, body: '{"message":"slow down"}' }],
    ['a server error', { status: 500, body: '{"error":"internal"}' }],
    ['a gateway', { status: 502, body: '<html><body>Bad gateway</body></html>' }],
    ['a page of something else', { status: 200, body: '<html><body>Please log in to the network</body></html>' }],
    ['half an answer', { status: 200, body: '{"' }],
    ['a teapot', { status: 418, body: '' }],
  ])('%s tells nothing', (_name, answer) => {
    for (const token of tokensFor(room, { exchange })) expect(exchange.read(answerOf(answer), token)).toBeUndefined()
  })
})

function answerOf({ status, headers, body }: Pick<Documented, 'status' | 'headers' | 'body'>): HttpAnswer {
  return { status, headers: headers ?? {}, body, json: parseJson(body) }
}

/** The tokens that an answer can come for: those of its kind, else every one that is asked for. */
function tokensFor(room: Loaded, { exchange, answer }: { readonly exchange: Call['exchange']; readonly answer?: Documented }): readonly Token[] {
  const kinds = answer?.kind === undefined ? room.provider.tokens.map(({ id }) => id) : [answer.kind]
  const tokens = kinds.flatMap((id) => tokensOf(room, id)).filter((token) => typeof exchange.request(token, NOW) !== 'string')
  if (tokens.length === 0) throw new TypeError(`nothing is asked for ${answer?.kind ?? room.id}`)
  return tokens
}

/** The examples of a kind as tokens, with the parts that they name, and without any. */
function tokensOf(room: Loaded, id: string): readonly Token[] {
  const kind = kindOf(room, id)
  return room.examples.found.filter((example) => example.kind === id).flatMap((example) => {
    const { secret, parts = {} } = example.make(new Mint(id))
    const named = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, Secret.of(part)]))
    return [named, {}].map((given) => ({ kind, secret: Secret.of(secret), parts: given, context: {} }))
  })
}

/** What of a request is not held as a Secret, so could be logged. */
function openTexts({ url, headers = {}, body }: Exclude<ReturnType<Call['exchange']['request']>, string>): readonly string[] {
  return [url, body, ...Object.values(headers)].filter((value) => typeof value === 'string')
}
