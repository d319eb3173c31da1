import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'dynatrace/token',
      make(mint) {
        const secret = token(mint, 'dt0c01')
        return { text: `Authorization: Api-Token ${secret}\n`, secret }
      },
    },
    {
      kind: 'dynatrace/token',
      make(mint) {
        const secret = token(mint, 'dt0s16')
        return { text: `DT_PLATFORM_TOKEN="${secret}"`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => token(mint, 'dt0c01').slice(0, -1) },
    { why: 'it goes on after the token', make: (mint) => `${token(mint, 'dt0c01')}A` },
    { why: 'it stands inside a longer name', make: (mint) => `x${token(mint, 'dt0c01')}` },
    { why: 'the public part alone', make: (mint) => `dt0c01.${mint.chars(ALPHABET.base32, 24)}` },
    { why: 'a placeholder', make: () => `dt0c01.${'X'.repeat(24)}.${'X'.repeat(64)}` },
  ],
}

function token(mint: Mint, prefix: string): string {
  return `${prefix}.${mint.chars(ALPHABET.base32, 24)}.${mint.chars(ALPHABET.base32, 64)}`
}
