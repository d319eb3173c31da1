import type { Provider } from '../../provider.ts'
import { federation } from './oidc.ts'
import { tokens } from './tokens.ts'

// Each of these is asked about at a host of its own (a tenant, an account, an organization), so there is no verify.
export const provider: Provider = {
  id: 'azure',
  title: 'Microsoft Azure',
  docs: 'https://learn.microsoft.com/en-us/purview/sit-defn-all-creds',
  hosts: [],
  tokens,
  migrations: [federation],
}
