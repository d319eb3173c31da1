import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'atlassian/api-token',
      make(mint) {
        const secret = apiToken(mint)
        return { text: `curl --user me@example.com:${secret} https://sample.atlassian.net/rest/api/3/myself`, secret }
      },
    },
    {
      kind: 'atlassian/api-token',
      make(mint) {
        const secret = apiToken(mint)
        return { text: `JIRA_API_TOKEN=${secret}\n`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => apiToken(mint).slice(0, 90) },
    { why: 'it stands inside a longer name', make: (mint) => `x${apiToken(mint)}` },
    { why: 'a placeholder', make: () => `ATATT3xFfGF0${'x'.repeat(180)}` },
  ],
}

function apiToken(mint: Mint): string {
  return `ATATT3xFfGF0${mint.chars(ALPHABET.base64url, 170)}=${mint.hex(8).toUpperCase()}`
}
