import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'

// Tokens of self-hosted Sentry have the same form, so what sentry.io does not know may live elsewhere: there is no verify.
export const provider: Provider = {
  id: 'sentry',
  title: 'Sentry',
  docs: 'https://docs.sentry.io/security-legal-pii/security/token-formats/',
  hosts: [],
  tokens,
  migrations: [kept],
}
