import { describe, expect, test } from '@jest/globals'
import { parseJson } from '../../src/lib/json.ts'
import { Mint } from '../../src/lib/mint.ts'
import { Secret } from '../../src/lib/secret.ts'
import type { Token } from '../../src/provider.ts'
import { provider } from '../../src/providers/gitlab/index.ts'

const NOW = new Date('2026-11-21T12:00:00.000Z')
const UNAUTHORIZED = { status: 401, headers: {}, body: '', json: parseJson('{"message":"401 Unauthorized"}') }

describe('a token that GitLab does not know', () => {
  test('is not dead by the word of gitlab.com: another instance may have made it', () => {
    expect(provider.verify?.read(UNAUTHORIZED, tokenOf({}))).toBeUndefined()
    expect(provider.revoke?.read(UNAUTHORIZED, tokenOf({}))).toBeUndefined()
  })

  test('is dead by the word of the instance that the operator named', () => {
    expect(provider.verify?.read(UNAUTHORIZED, tokenOf({ host: 'git.example.com' }))).toEqual({ state: 'dead' })
    expect(provider.revoke?.read(UNAUTHORIZED, tokenOf({ host: 'git.example.com' }))).toEqual({ state: 'already-dead' })
  })
})

test.each([
  [{}, 'https://gitlab.com/api/v4/personal_access_tokens/self'],
  [{ host: 'git.example.com' }, 'https://git.example.com/api/v4/personal_access_tokens/self'],
])('with the context %j a token is sent to %s', (context, url) => {
  expect(provider.verify?.request(tokenOf(context), NOW)).toMatchObject({ method: 'GET', url })
  expect(provider.revoke?.request(tokenOf(context), NOW)).toMatchObject({ method: 'DELETE', url })
})

test('of a routable token only numbers are read, and of another text nothing', () => {
  const read = provider.tokens.find(({ id }) => id === 'gitlab/pat-routable')?.read
  expect(read?.(routable('c:1\no:1\nu:2s\nt:zz'))).toEqual({ detail: { cell: '1', organization: '1', user: '100' } })
  expect(read?.(routable('x:1\no:UPPER\nfree text'))).toEqual({})
})

function routable(routing: string): string {
  const bytes = Buffer.concat([new Mint(1).bytes(16), Buffer.from(routing), Buffer.from([routing.length])])
  return `glpat-${bytes.toString('base64url')}.01.0z0000000`
}

function tokenOf(context: Token['context']): Token {
  const kind = provider.tokens.find(({ id }) => id === 'gitlab/pat')
  if (kind === undefined) throw new TypeError('no kind gitlab/pat')
  return { kind, secret: Secret.of(`glpat-${new Mint(1).base62(20)}`), parts: {}, context }
}
