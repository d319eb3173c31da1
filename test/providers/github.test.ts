import { describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { Secret } from '../../src/lib/secret.ts'
import type { Token } from '../../src/provider.ts'
import { checksum } from '../../src/providers/github/checksum.ts'
import { provider } from '../../src/providers/github/index.ts'

const NOW = new Date('2026-11-21T12:00:00.000Z')

describe('the checksum', () => {
  // The check value of CRC-32 for "123456789" is CBF43926, in base 62 with the digits 0-9A-Za-z: 3jZRME. That of no text is 0.
  test.each([
    ['holds for the check value of CRC-32', ['ghp_', '123456789', '3jZRME'], true],
    ['is padded with zeros', ['gho_', '', '000000'], true],
    ['fails for another last digit', ['ghp_', '123456789', '3jZRMF'], false],
    ['fails where small and capital letters are swapped', ['ghp_', '123456789', '3JzrmE'], false],
  ])('%s', (_, pieces, holds) => {
    expect(checksum(pieces.join(''))).toBe(holds)
  })
})

describe('revoking', () => {
  test.each(['github/pat-classic', 'github/pat-fine-grained', 'github/oauth', 'github/user-to-server', 'github/refresh'])(
    'reports a %s without any authentication', (id) => {
      const token = tokenOf(id)
      const request = provider.revoke?.request(token, NOW)
      if (request === undefined || typeof request === 'string') throw new TypeError('no request')
      expect([request.method, request.url]).toEqual(['POST', 'https://api.github.com/credentials/revoke'])
      expect(Object.keys(request.headers ?? {})).not.toContain('authorization')
      expect(request.body instanceof Secret && JSON.parse(request.body.reveal())).toEqual({ credentials: [token.secret.reveal()] })
    },
  )

  test.each(['github/installation', 'github/installation-stateless'])('lets a %s revoke itself', (id) => {
    const token = tokenOf(id)
    const request = provider.revoke?.request(token, NOW)
    if (request === undefined || typeof request === 'string') throw new TypeError('no request')
    expect([request.method, request.url, request.body]).toEqual(['DELETE', 'https://api.github.com/installation/token', undefined])
    const header = request.headers?.['authorization']
    expect(header instanceof Secret && header.reveal()).toBe(`Bearer ${token.secret.reveal()}`)
  })
})

test('a refresh token is never tried, as that would use it up', () => {
  expect(provider.verify?.request(tokenOf('github/refresh'), NOW)).toBe('cannot-ask')
})

test('an installation token is asked for a repository, as it is no user', () => {
  expect(provider.verify?.request(tokenOf('github/installation-stateless'), NOW)).toMatchObject({
    url: 'https://api.github.com/installation/repositories?per_page=1',
  })
})

function tokenOf(id: string): Token {
  const kind = provider.tokens.find((token) => token.id === id)
  if (kind === undefined) throw new TypeError(`no kind ${id}`)
  return { kind, secret: Secret.of(new Mint(id).base62(40)), parts: {}, context: {} }
}
