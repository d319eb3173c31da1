import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// `dp.`, the type and 40 to 44 letters and digits: https://docs.doppler.com/reference/auth-token-formats
const personalToken = kind('personal-token', 'personal token', 'pt')
const cliToken = kind('cli-token', 'CLI token', 'ct')
const serviceAccountToken = kind('service-account-token', 'service account token', 'sa')
const serviceAccountIdentityToken = kind('service-account-identity-token', 'service account identity token', 'said')
const scimToken = kind('scim-token', 'SCIM token', 'scim')
const auditToken = kind('audit-token', 'audit token', 'audit')

// A service token may name its config: `dp.st.prd.…`
const serviceToken: TokenKind = {
  id: 'doppler/service-token',
  title: 'Doppler service token',
  keywords: ['dp.st.'],
  pattern: /(?<![A-Za-z0-9_.-])dp\.st\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [
  serviceToken,
  personalToken,
  cliToken,
  serviceAccountToken,
  serviceAccountIdentityToken,
  scimToken,
  auditToken,
]

// oxlint-disable-next-line max-params -- a table's columns
function kind(id: string, title: string, type: string): TokenKind {
  return {
    id: `doppler/${id}`,
    title: `Doppler ${title}`,
    keywords: [`dp.${type}.`],
    pattern: new RegExp(String.raw`(?<![A-Za-z0-9_.-])dp\.${type}\.[A-Za-z0-9]{40,44}(?![A-Za-z0-9_-])`),
    plausible: (text) => !isSample(text),
  }
}
