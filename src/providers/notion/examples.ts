import { ALPHABET } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'notion/token',
      make(mint) {
        const secret = `ntn_${mint.chars(ALPHABET.digit, 11)}${mint.base62(33)}Z7`
        return { text: `NOTION_TOKEN=${secret}\n`, secret }
      },
    },
    {
      kind: 'notion/old-token',
      make(mint) {
        const secret = `secret_${mint.base62(41)}Z7`
        return { text: `const notionApiKey = '${secret}'`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `ntn_${mint.base62(39)}` },
    { why: 'it stands inside a longer name', make: (mint) => `my_ntn_${mint.base62(46)}` },
    { why: 'a placeholder', make: () => `ntn_${'x'.repeat(46)}` },
    { why: 'a secret of somebody else', make: (mint) => `CLIENT=secret_${mint.base62(43)}` },
    { why: 'a page, which is no secret', make: (mint) => `NOTION_PAGE_ID=${mint.hex(32)}` },
  ],
}
