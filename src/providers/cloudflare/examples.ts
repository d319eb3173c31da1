import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'cloudflare/user-token',
      make(mint) {
        const secret = prefixed(mint, 'cfut_')
        return { text: `CLOUDFLARE_API_TOKEN=${secret}\n`, secret }
      },
    },
    {
      kind: 'cloudflare/account-token',
      make(mint) {
        const account = mint.hex(32)
        const secret = prefixed(mint, 'cfat_')
        return { text: `account_id = "${account}"\napi_token = "${secret}"\n`, secret, parts: { account } }
      },
    },
    {
      kind: 'cloudflare/global-key',
      make(mint) {
        const secret = prefixed(mint, 'cfk_')
        return { text: `-H 'X-Auth-Key: ${secret}'`, secret }
      },
    },
    {
      kind: 'cloudflare/oauth-token',
      make(mint) {
        const secret = `cfoat_${mint.chars(ALPHABET.base64url, 43)}z`
        return { text: `oauth_token = "${secret}"`, secret }
      },
    },
    {
      kind: 'cloudflare/old-token',
      make(mint) {
        const secret = oldToken(mint)
        return { text: `env:\n  - name: CF_API_TOKEN\n    value: "${secret}"\n`, secret }
      },
    },
    {
      kind: 'cloudflare/old-token',
      make(mint) {
        const secret = oldToken(mint)
        return { text: `cloudflare_api_token = "${secret}"`, secret }
      },
    },
    {
      kind: 'cloudflare/old-global-key',
      make(mint) {
        const secret = mint.hex(37)
        return { text: `curl -H "X-Auth-Email: user@example.com" -H "X-Auth-Key: ${secret}"`, secret }
      },
    },
    {
      kind: 'cloudflare/origin-ca-key',
      make(mint) {
        const secret = `v1.0-${mint.hex(24)}-${mint.hex(146)}`
        return { text: `X-Auth-User-Service-Key: ${secret}\r\n`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `cfut_${mint.base62(40)}` },
    { why: 'it stands inside a longer name', make: (mint) => `x${prefixed(mint, 'cfut_')}` },
    { why: 'it goes on after the token', make: (mint) => `${prefixed(mint, 'cfat_')}${mint.base62(20)}` },
    { why: 'a placeholder', make: () => `cfut_${'x'.repeat(48)}` },
    { why: 'forty characters that nobody names', make: (mint) => `token: ${oldToken(mint)}` },
    { why: 'a commit beside the name', make: (mint) => `uses: cloudflare/wrangler-action@${mint.hex(40)}` },
    { why: 'a commit given as a token', make: (mint) => `CF_API_TOKEN=${mint.hex(40)}` },
    { why: 'the zone, which is no secret', make: (mint) => `CLOUDFLARE_ZONE_ID=${mint.hex(32)}` },
    { why: 'an old token that is too long', make: (mint) => `CLOUDFLARE_API_TOKEN=${oldToken(mint)}x` },
    { why: 'a variable instead of a token', make: () => 'CLOUDFLARE_API_TOKEN: ${{ secrets.CLOUDFLARE_API_TOKEN_OF_PRODUCTION }}' },
    { why: 'a version', make: () => 'v1.0-rc.1 v1.0-beta-20260101' },
  ],
}

function prefixed(mint: Mint, prefix: string): string {
  return `${prefix}${mint.base62(40)}${mint.hex(8)}`
}

function oldToken(mint: Mint): string {
  return `${mint.chars(ALPHABET.base64url, 37)}aZ7`
}
