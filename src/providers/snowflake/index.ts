import type { Provider } from '../../provider.ts'
import { workloadIdentity } from './oidc.ts'

export const provider: Provider = {
  id: 'snowflake',
  title: 'Snowflake',
  docs: 'https://docs.snowflake.com/en/user-guide/workload-identity-federation',
  hosts: [],
  tokens: [],
  migrations: [workloadIdentity],
}
