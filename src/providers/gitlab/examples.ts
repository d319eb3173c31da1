import { crc32 } from '../../lib/crc32.ts'
import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Example, Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    plain('gitlab/pat', (mint) => `glpat-${friendly(mint, 20)}`),
    {
      kind: 'gitlab/pat',
      make(mint) {
        const secret = `glpat-${friendly(mint, 20)}`
        return { text: `curl --header "PRIVATE-TOKEN: ${secret}" https://gitlab.example.com/api/v4/user`, secret }
      },
    },
    plain('gitlab/pat-routable', (mint) => routable(mint, 'glpat-')),
    plain('gitlab/routable-token', (mint) => routable(mint, 'gldt-')),
    plain('gitlab/deploy-token', (mint) => `gldt-${friendly(mint, 20)}`),
    plain('gitlab/runner-token', (mint) => `glrt-t3_${friendly(mint, 20)}`),
    plain('gitlab/runner-token', (mint) => `glrtr-${friendly(mint, 20)}`),
    plain('gitlab/trigger-token', (mint) => `glptt-${mint.hex(40)}`),
    plain('gitlab/oauth-secret', (mint) => `gloas-${mint.hex(64)}`),
    plain('gitlab/job-token', (mint) => `glcbt-64_${friendly(mint, 20)}`),
    plain('gitlab/job-token-jwt', (mint) => `glcbt-${mint.jwt({ iss: 'gitlab.example.com', sub: mint.hex(32) })}`),
    plain('gitlab/feed-token', (mint) => `glft-${friendly(mint, 20)}`),
    plain('gitlab/incoming-mail-token', (mint) => `glimt-${mint.chars(ALPHABET.lower + ALPHABET.digit, 25)}`),
    plain('gitlab/agent-token', (mint) => `glagent-${friendly(mint, 50)}`),
    plain('gitlab/scim-token', (mint) => `glsoat-${friendly(mint, 20)}`),
    plain('gitlab/workspace-token', (mint) => `glwt-${friendly(mint, 20)}`),
    plain('gitlab/feature-flags-token', (mint) => `glffct-${friendly(mint, 20)}`),
  ],
  ignored: [
    { why: 'the checksum is wrong', make: (mint) => spoiled(routable(mint, 'glpat-')) },
    { why: 'it is too short', make: (mint) => `glpat-${friendly(mint, 19)}` },
    { why: 'it stands inside a longer word', make: (mint) => `xglpat-${friendly(mint, 20)}` },
    { why: 'a placeholder', make: () => `glpat-${'x'.repeat(20)}` },
    { why: 'a placeholder in words', make: () => 'glpat-your-personal-access-token' },
    { why: 'a job token without its partition', make: (mint) => `glcbt-${mint.hex(20)}` },
    { why: 'a variable instead of a token', make: () => 'PRIVATE-TOKEN: $GITLAB_TOKEN' },
  ],
}

function plain(kind: string, mintSecret: (mint: Mint) => string): Example {
  return {
    kind,
    make(mint) {
      const secret = mintSecret(mint)
      return { text: `GITLAB_TOKEN: "${secret}"\n`, secret }
    },
  }
}

/** Letters, digits, - and _, and a letter at both ends, as it is told from what surrounds it. */
function friendly(mint: Mint, length: number): string {
  return mint.base62(1) + mint.chars(ALPHABET.base64url, length - 2) + mint.base62(1)
}

function routable(mint: Mint, prefix: string): string {
  const routing = `c:1\no:1\nu:${mint.below(1e6).toString(36)}`
  const payload = Buffer.concat([mint.bytes(16), Buffer.from(routing), Buffer.from([routing.length])]).toString('base64url')
  const text = `${prefix}${payload}.01.${payload.length.toString(36).padStart(2, '0')}`
  return text + crc32(text).toString(36).padStart(7, '0')
}

function spoiled(token: string): string {
  return token.slice(0, -1) + (token.endsWith('0') ? '1' : '0')
}
