import type { Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'circleci/personal-token',
      make(mint) {
        const secret = token(mint, 'CCIPAT')
        return { text: `Circle-Token: ${secret}\r\n`, secret }
      },
    },
    {
      kind: 'circleci/project-token',
      make(mint) {
        const secret = token(mint, 'CCIPRJ')
        return { text: `CIRCLE_TOKEN='${secret}'`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => token(mint, 'CCIPAT').slice(0, -1) },
    { why: 'it goes on after the token', make: (mint) => `${token(mint, 'CCIPRJ')}0` },
    { why: 'it stands inside a longer name', make: (mint) => `X_${token(mint, 'CCIPAT')}` },
    { why: 'a placeholder', make: () => `CCIPAT_${'x'.repeat(22)}_${'0'.repeat(40)}` },
  ],
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

function token(mint: Mint, prefix: string): string {
  return `${prefix}_${mint.chars(BASE58, 22)}_${mint.hex(40)}`
}
