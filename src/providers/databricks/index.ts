import type { Provider } from '../../provider.ts'
import { oidc } from './oidc.ts'
import { tokens } from './tokens.ts'

// A token is asked about at the host of its workspace, so there is no verify.
export const provider: Provider = {
  id: 'databricks',
  title: 'Databricks',
  docs: 'https://docs.databricks.com/aws/en/dev-tools/auth/pat',
  hosts: [],
  tokens,
  migrations: [oidc],
}
