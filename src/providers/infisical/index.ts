import type { Provider } from '../../provider.ts'
import { oidc } from './oidc.ts'

export const provider: Provider = {
  id: 'infisical',
  title: 'Infisical',
  docs: 'https://infisical.com/docs/documentation/platform/identities/machine-identities',
  hosts: [],
  tokens: [],
  migrations: [oidc],
}
