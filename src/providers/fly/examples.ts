import type { Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'fly/token',
      make(mint) {
        const secret = macaroon(mint)
        return { text: `FLY_API_TOKEN="FlyV1 ${secret}"`, secret }
      },
    },
    {
      kind: 'fly/token',
      make(mint) {
        const secret = `${macaroon(mint)},${macaroon(mint)}`
        return { text: `Authorization: FlyV1 ${secret}\r\n`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => macaroon(mint).slice(0, 50) },
    { why: 'it stands inside a longer name', make: (mint) => `x${macaroon(mint)}` },
    { why: 'a placeholder', make: () => `fm2_${'x'.repeat(100)}` },
    { why: 'the beginning alone, as documentation shows it', make: () => 'FlyV1 fm2_lJPE...' },
  ],
}

function macaroon(mint: Mint): string {
  return `fm2_${mint.bytes(200).toString('base64')}`
}
