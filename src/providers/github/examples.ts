import { base62 } from '../../lib/base62.ts'
import { crc32 } from '../../lib/crc32.ts'
import type { Mint } from '../../lib/mint.ts'
import type { Example, Examples } from '../../provider.ts'

const PREFIXES = {
  'github/pat-classic': 'ghp_',
  'github/oauth': 'gho_',
  'github/user-to-server': 'ghu_',
  'github/installation': 'ghs_',
} as const

export const examples: Examples = {
  found: [
    checked('github/pat-classic', (secret) => `GITHUB_TOKEN=${secret}\n`),
    checked('github/pat-classic', (secret) => `git clone https://${secret}@github.com/octo-org/site.git`),
    checked('github/oauth', (secret) => `    oauth_token: ${secret}\n    user: octocat\n`),
    checked('github/user-to-server', (secret) => `{"access_token":"${secret}","expires_in":28800}`),
    checked('github/installation', (secret) => `remote.origin.url https://x-access-token:${secret}@github.com/octo-org/site`),
    {
      kind: 'github/pat-fine-grained',
      make(mint) {
        const secret = `github_pat_${mint.base62(22)}_${mint.base62(59)}`
        return { text: `const token = '${secret}'`, secret }
      },
    },
    {
      kind: 'github/refresh',
      make(mint) {
        const secret = 'ghr_' + mint.base62(76)
        return { text: `"refresh_token": "${secret}",`, secret }
      },
    },
    {
      kind: 'github/installation-stateless',
      make(mint) {
        const secret = stateless(mint)
        return { text: `Authorization: Bearer ${secret}\r\n`, secret }
      },
    },
  ],
  ignored: [
    { why: 'the checksum is wrong', make: (mint) => `git clone as ${spoiled(classic(mint, 'ghp_'))}` },
    { why: 'it is too short', make: (mint) => classic(mint, 'ghp_').slice(0, -1) },
    { why: 'it stands inside a longer word', make: (mint) => `x${classic(mint, 'ghp_')}` },
    { why: 'it goes on after the token', make: (mint) => `${classic(mint, 'gho_')}_` },
    { why: 'a placeholder', make: () => 'ghp_' + 'x'.repeat(36) },
    { why: 'a fine-grained placeholder', make: () => `github_pat_${'x'.repeat(22)}_${'x'.repeat(59)}` },
    { why: 'half of a fine-grained token', make: (mint) => `github_pat_${mint.base62(22)}_` },
    { why: 'an expression instead of a token', make: () => 'token: ${{ secrets.GITHUB_TOKEN }}' },
  ],
}

function checked(kind: keyof typeof PREFIXES, around: (secret: string) => string): Example {
  return {
    kind,
    make(mint) {
      const secret = classic(mint, PREFIXES[kind])
      return { text: around(secret), secret }
    },
  }
}

function classic(mint: Mint, prefix: string): string {
  const random = mint.base62(30)
  return prefix + random + base62(crc32(random), 6)
}

/** The same token with another last character. */
function spoiled(token: string): string {
  return token.slice(0, -1) + (token.endsWith('0') ? '1' : '0')
}

function stateless(mint: Mint): string {
  const created = 1_790_000_000 + mint.below(1_000_000)
  const claims = { iss: 'github', sub: mint.hex(40), iat: created, exp: created + 3600, jti: mint.hex(64) }
  return `ghs_${1000 + mint.below(9_000_000)}_${mint.jwt(claims)}`
}
