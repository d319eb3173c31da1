import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Example, Examples } from '../../provider.ts'

const MARK = Buffer.from('OpenAI').toString('base64')

export const examples: Examples = {
  found: [
    plain('openai/project-key', (mint) => `sk-proj-${body(mint, 74)}`),
    plain('openai/project-key', (mint) => `sk-proj-${body(mint, 20)}`),
    plain('openai/service-account-key', (mint) => `sk-svcacct-${body(mint, 74)}`),
    plain('openai/user-key', legacy),
    plain('openai/admin-key', (mint) => `sk-admin-${body(mint, 58)}`),
  ],
  ignored: [
    { why: 'it lacks the mark of every key', make: (mint) => `sk-proj-${mint.base62(60)}` },
    { why: 'it is too short', make: (mint) => legacy(mint).slice(0, -1) },
    { why: 'it stands inside a longer word', make: (mint) => `ta${legacy(mint)}` },
    { why: 'a placeholder', make: () => `sk-${'x'.repeat(20)}${MARK}${'x'.repeat(20)}` },
    { why: 'the mark alone', make: (mint) => `${mint.base62(40)}${MARK}${mint.base62(40)}` },
    { why: 'a variable instead of a key', make: () => 'Authorization: Bearer $OPENAI_API_KEY' },
  ],
}

function plain(kind: string, mintSecret: (mint: Mint) => string): Example {
  return {
    kind,
    make(mint) {
      const secret = mintSecret(mint)
      return { text: `client = OpenAI(api_key="${secret}")\n`, secret }
    },
  }
}

function legacy(mint: Mint): string {
  return `sk-${mint.base62(20)}${MARK}${mint.base62(20)}`
}

function body(mint: Mint, half: number): string {
  return mint.chars(ALPHABET.base64url, half) + MARK + mint.chars(ALPHABET.base64url, half - 1) + mint.base62(1)
}
