import { describe, expect, test } from '@jest/globals'
import { guardText } from '../../src/flows/guard-text.ts'
import { revokeToken } from '../../src/flows/revoke.ts'
import { verifyToken } from '../../src/flows/verify.ts'
import { fingerprint } from '../../src/lib/fingerprint.ts'
import { createHttp, type Http } from '../../src/lib/http.ts'
import { Mint } from '../../src/lib/mint.ts'
import { defaultPolicy } from '../../src/policy/policy.ts'
import type { Provider, Token, TokenKind } from '../../src/provider.ts'
import { provider as github } from '../../src/providers/github/index.ts'
import { tokenOf } from '../support/tokens.ts'
import { startVendor, type Vendor } from '../support/vendor.ts'
import { now, policyOf, providers } from './guarding.ts'

const pat = tokenOf('github/pat-classic', 'verify')

const ANSWERS = [
  ['200', { status: 200, body: { login: 'octocat' }, headers: { 'x-oauth-scopes': 'repo' } }, { state: 'live' }, 'block'],
  ['401', { status: 401, body: { message: 'Bad credentials' } }, { state: 'dead' }, 'warn'],
  ['an undocumented 403', { status: 403, body: { message: 'Forbidden' } }, { state: 'unknown', why: 'unclear' }, 'block'],
  ['429', { status: 429, body: {} }, { state: 'unknown', why: 'rate-limited' }, 'block'],
  ['503', { status: 503, body: {} }, { state: 'unknown', why: 'unreachable' }, 'block'],
  ['a dropped connection', 'drop', { state: 'unknown', why: 'unreachable' }, 'block'],
  ['no answer in time', 'hang', { state: 'unknown', why: 'unreachable' }, 'block'],
  ['a redirect', { status: 302, headers: { location: 'https://attacker.example/' } }, { state: 'unknown', why: 'unclear' }, 'block'],
  ['garbage', { status: 200, body: 'x' }, { state: 'unknown', why: 'unclear' }, 'block'],
] as const

function standIn(vendor: Vendor): Http {
  return createHttp({ timeout: 500, standIns: { 'api.github.com': vendor.origin } })
}

function guardLine(text: string, more: { readonly http?: Http; readonly verify?: boolean; readonly policy?: string } = {}) {
  const { http = createHttp(), verify = true, policy } = more
  return guardText({ bytes: Buffer.from(text), path: 'a.txt', providers, policy: policy === undefined ? defaultPolicy() : policyOf(policy), verify, http, now })
}

describe('verification', () => {
  test.each(ANSWERS)('of a token whose provider answers with %s', async (_, answer, liveness, verdict) => {
    const vendor = await startVendor(() => answer)
    const { report } = await guardLine(pat, { http: standIn(vendor) })
    expect(report.judged).toMatchObject([{ verdict, finding: { liveness } }])
    expect(vendor.asked).toEqual(['GET api.github.com/user'])
  })

  test('tells what the same answer says of the token', async () => {
    const vendor = await startVendor(() => ANSWERS[0][1])
    const { report } = await guardLine(pat, { http: standIn(vendor) })
    expect(report.judged[0]?.finding.facts).toMatchObject({ owner: 'octocat', scopes: ['repo'] })
  })

  test.each([
    ['is not wanted', { verify: false }],
    ['is off in the policy', { policy: 'verification: { enabled: false }\n' }],
  ])('that %s asks nobody', async (_, more) => {
    const vendor = await startVendor(() => ANSWERS[0][1])
    const { report } = await guardLine(pat, { http: standIn(vendor), ...more })
    expect(report.judged).toMatchObject([{ finding: { liveness: { state: 'unknown', why: 'not-asked' } } }])
    expect(vendor.asked).toEqual([])
  })

  test('asks once for a token that stands in many places, and at most four at a time', async () => {
    let open = 0
    let most = 0
    const http: Http = {
      async send() {
        most = Math.max(most, ++open)
        await new Promise((resolve) => setTimeout(resolve, 10))
        open--
        return 'unreachable'
      },
    }
    let asked = 0
    const counting: Http = { send: (...call) => (asked++, http.send(...call)) }
    const many = Array.from({ length: 10 }, (_, i) => tokenOf('github/pat-classic', i))
    await guardLine([...many, ...many].join('\n'), { http: counting })
    expect({ asked, most }).toEqual({ asked: 10, most: 4 })
  })

  test('is asked with the other half of a token, where one of its places has it', async () => {
    const half = new Mint('half').hex(20)
    const key: TokenKind = {
      id: 'acme/key', title: 'Acme key', keywords: ['acme-'], pattern: /acme-[a-z]{8}/, rank: 'format',
      parts: [{ name: 'half', pattern: /(?<=half=)[0-9a-f]{20}/, within: 1, required: false }],
      read: (text) => ({ account: text.slice(-2) }),
    }
    const seen: (string | undefined)[] = []
    function request(token: Token) {
      seen.push(token.parts['half']?.fingerprint)
      return 'incomplete' as const
    }
    const acme: Provider = { id: 'acme', title: 'Acme', docs: '', hosts: [], tokens: [key], verify: { request, read: () => undefined, answers: [] } }
    const text = ['acme-abcdefgh', '', '', '', `acme-abcdefgh half=${half}`].join('\n')
    const { report } = await guardText({ bytes: Buffer.from(text), path: 'a.txt', providers: [acme], policy: defaultPolicy(), verify: true, now })
    expect(seen).toEqual([fingerprint(half, 'full')])
    expect(report.judged).toMatchObject([{ finding: { provider: 'acme', rank: 'format', facts: { account: 'gh' }, liveness: { why: 'incomplete' } } }])
  })

  test('of a token that no header can hold comes to unknown, and nothing of it is told', async () => {
    const failing: Http = { send: async () => { throw new TypeError(`Invalid character in header: ${pat}`) } }
    const { report } = await guardLine(pat, { http: failing })
    expect(report.judged).toMatchObject([{ finding: { liveness: { state: 'unknown', why: 'unclear' } } }])
    expect(JSON.stringify(report)).not.toContain(pat.slice(8))
  })

  test.each(['cannot-ask', 'incomplete'] as const)('that a provider declines with %s sends nothing', async (why) => {
    const { tokens } = await guardLine(pat, { verify: false })
    const declining: Provider = { ...github, verify: { request: () => why, read: () => undefined, answers: [] } }
    expect(await verifyToken({ token: only(tokens), provider: declining, http: silent, now })).toEqual({ state: 'unknown', why })
  })

  test('goes to the provider\'s own hosts only', async () => {
    const { tokens } = await guardLine(pat, { verify: false })
    const elsewhere: Provider = { ...github, hosts: ['api.elsewhere.example'] }
    const liveness = await verifyToken({ token: only(tokens), provider: elsewhere, http: createHttp(), now })
    expect(liveness).toEqual({ state: 'unknown', why: 'cannot-ask' })
  })
})

describe('revocation', () => {
  test.each([
    [{ status: 202 }, { state: 'accepted' }],
    [{ status: 422 }, { state: 'refused' }],
    [{ status: 500 }, { state: 'unknown', why: 'unreachable' }],
    ['drop', { state: 'unknown', why: 'unreachable' }],
  ] as const)('answered with %j comes to %j', async (answer, outcome) => {
    const vendor = await startVendor(() => answer)
    const { tokens } = await guardLine(pat, { verify: false })
    expect(await revokeToken({ token: only(tokens), provider: github, http: standIn(vendor), now })).toMatchObject(outcome)
    expect(vendor.asked).toEqual(['POST api.github.com/credentials/revoke'])
  })

  test('of a token whose provider offers none sends nothing', async () => {
    const { tokens } = await guardLine(pat, { verify: false })
    const { revoke: _, ...without } = github
    expect(await revokeToken({ token: only(tokens), provider: without, http: silent, now })).toEqual({ state: 'unknown', why: 'cannot-ask' })
  })
})

const silent: Http = { send: async () => { throw new Error('something was sent') } }

function only(tokens: ReadonlyMap<string, Token>): Token {
  const [token] = tokens.values()
  if (token === undefined) throw new Error('no token was found')
  return token
}
