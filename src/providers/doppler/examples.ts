import type { Mint } from '../../lib/mint.ts'
import type { Example, Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    example('service-token', 'dp.st.', (secret) => `DOPPLER_TOKEN="${secret}"`),
    example('service-token', 'dp.st.prd_eu.', (secret) => `echo '${secret}' | doppler configure set token --scope /usr/src/app`),
    example('personal-token', 'dp.pt.', (secret) => `Authorization: Bearer ${secret}\r\n`),
    example('cli-token', 'dp.ct.', (secret) => `token: ${secret}\n`),
    example('service-account-token', 'dp.sa.', (secret) => `doppler run --token=${secret} -- ./start`),
    example('service-account-identity-token', 'dp.said.', (secret) => `{"token":"${secret}"}`),
    example('scim-token', 'dp.scim.', (secret) => `scim_token = "${secret}"`),
    example('audit-token', 'dp.audit.', (secret) => `AUDIT=${secret};`),
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `dp.pt.${mint.base62(39)}` },
    { why: 'it goes on after the token', make: (mint) => `dp.pt.${mint.base62(45)}` },
    { why: 'it stands inside a longer name', make: (mint) => `x.dp.st.${mint.base62(43)}` },
    { why: 'a placeholder', make: () => `dp.st.prd.${'x'.repeat(43)}` },
  ],
}

// oxlint-disable-next-line max-params -- a table's columns
function example(kind: string, prefix: string, around: (secret: string) => string): Example {
  return {
    kind: `doppler/${kind}`,
    make(mint: Mint) {
      const secret = prefix + mint.base62(43)
      return { text: around(secret), secret }
    },
  }
}
