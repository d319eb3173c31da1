import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'sentry/user-token',
      make(mint) {
        const secret = `sntryu_${mint.hex(64)}`
        return { text: `[auth]\ntoken=${secret}\n`, secret }
      },
    },
    {
      kind: 'sentry/organization-token',
      make(mint) {
        const secret = organization(mint)
        return { text: `SENTRY_AUTH_TOKEN="${secret}"`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `sntryu_${mint.hex(63)}` },
    { why: 'it goes on after the token', make: (mint) => `sntryu_${mint.hex(65)}` },
    { why: 'it stands inside a longer name', make: (mint) => `my_${organization(mint)}` },
    { why: 'a placeholder', make: () => `sntryu_${'0'.repeat(64)}` },
    { why: 'an organization token without its secret half', make: (mint) => organization(mint).slice(0, -40) },
    { why: 'a DSN, which is no secret', make: (mint) => `https://${mint.hex(32)}@o4711.ingest.sentry.io/4711` },
  ],
}

function organization(mint: Mint): string {
  const payload = { iat: 1_790_000_000.25, url: 'https://sentry.io', region_url: 'https://us.sentry.io', org: 'octo-org' }
  return `sntrys_${Buffer.from(JSON.stringify(payload)).toString('base64')}_${mint.chars(ALPHABET.base64, 43)}`
}
