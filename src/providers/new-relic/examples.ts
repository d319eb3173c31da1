import { ALPHABET } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'new-relic/user-key',
      make(mint) {
        const secret = `NRAK-${mint.chars(ALPHABET.base32, 27)}`
        return { text: `NEW_RELIC_API_KEY=${secret}\n`, secret }
      },
    },
    {
      kind: 'new-relic/license-key',
      make(mint) {
        const secret = `${mint.hex(36)}NRAL`
        return { text: `license_key: ${secret}\n`, secret }
      },
    },
    {
      kind: 'new-relic/license-key',
      make(mint) {
        const secret = `eu01xx${mint.hex(30)}NRAL`
        return { text: `-e NRIA_LICENSE_KEY="${secret}"`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `NRAK-${mint.chars(ALPHABET.base32, 26)}` },
    { why: 'it stands inside a longer name', make: (mint) => `x-NRAK-${mint.chars(ALPHABET.base32, 27)}` },
    { why: 'a placeholder', make: () => `NRAK-${'X'.repeat(27)}` },
    { why: 'a license key that is too long', make: (mint) => `${mint.hex(37)}NRAL` },
    { why: 'a placeholder of a license key', make: () => `${'0'.repeat(32)}FFFFNRAL` },
  ],
}
