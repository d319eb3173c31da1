import type { Mint } from '../../lib/mint.ts'
import type { Example, Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    example('digitalocean/personal-token', 'dop_v1_', (secret) => `export DIGITALOCEAN_ACCESS_TOKEN=${secret}\n`),
    example('digitalocean/personal-token', 'dop_v1_', (secret) => `provider "digitalocean" {\n  token = "${secret}"\n}\n`),
    example('digitalocean/oauth-token', 'doo_v1_', (secret) => `{"access_token":"${secret}","token_type":"bearer"}`),
    example('digitalocean/refresh-token', 'dor_v1_', (secret) => `refresh_token: '${secret}'`),
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => token(mint, 'dop_v1_').slice(0, -1) },
    { why: 'it goes on after the token', make: (mint) => `${token(mint, 'doo_v1_')}0` },
    { why: 'it stands inside a longer name', make: (mint) => `my_${token(mint, 'dop_v1_')}` },
    { why: 'a placeholder', make: () => `dop_v1_${'0'.repeat(64)}` },
    { why: 'a hash of the same length', make: (mint) => `digitalocean sha256:${mint.hex(64)}` },
  ],
}

// oxlint-disable-next-line max-params -- a table's columns
function example(kind: string, prefix: string, around: (secret: string) => string): Example {
  return {
    kind,
    make(mint) {
      const secret = token(mint, prefix)
      return { text: around(secret), secret }
    },
  }
}

function token(mint: Mint, prefix: string): string {
  return prefix + mint.hex(64)
}
