import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Example, Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    plain('anthropic/api-key', (mint) => key(mint, 'api03')),
    plain('anthropic/admin-key', (mint) => key(mint, 'admin01')),
    plain('anthropic/oauth-token', (mint) => key(mint, 'oat01')),
    plain('anthropic/oauth-token', (mint) => key(mint, 'ort01')),
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => key(mint, 'api03').slice(0, 60) },
    { why: 'it has no version', make: (mint) => key(mint, 'api') },
    { why: 'it stands inside a longer word', make: (mint) => `ta${key(mint, 'api03')}` },
    { why: 'a placeholder', make: () => `sk-ant-api03-${'x'.repeat(95)}` },
    { why: 'a shortened key', make: () => 'ANTHROPIC_API_KEY=sk-ant-api03-...' },
  ],
}

function plain(kind: string, mintSecret: (mint: Mint) => string): Example {
  return {
    kind,
    make(mint) {
      const secret = mintSecret(mint)
      return { text: `export ANTHROPIC_API_KEY='${secret}'\n`, secret }
    },
  }
}

function key(mint: Mint, type: string): string {
  return `sk-ant-${type}-${mint.chars(ALPHABET.base64url, 93)}AA`
}
