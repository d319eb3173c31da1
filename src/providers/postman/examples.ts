import type { Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'postman/api-key',
      make(mint) {
        const secret = apiKey(mint)
        return { text: `POSTMAN_API_KEY=${secret}\n`, secret }
      },
    },
    {
      kind: 'postman/api-key',
      make(mint) {
        const secret = apiKey(mint)
        return { text: `postman login --with-api-key ${secret}`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => apiKey(mint).slice(0, -1) },
    { why: 'it goes on after the key', make: (mint) => `${apiKey(mint)}0` },
    { why: 'it stands inside a longer name', make: (mint) => `x${apiKey(mint)}` },
    { why: 'a placeholder', make: () => `PMAK-${'0'.repeat(24)}-${'0'.repeat(34)}` },
  ],
}

function apiKey(mint: Mint): string {
  return `PMAK-${mint.hex(24)}-${mint.hex(34)}`
}
