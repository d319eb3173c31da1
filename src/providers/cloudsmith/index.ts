import type { Provider } from '../../provider.ts'
import { oidc } from './oidc.ts'

export const provider: Provider = {
  id: 'cloudsmith',
  title: 'Cloudsmith',
  docs: 'https://docs.cloudsmith.com/accounts-and-teams/api-key',
  hosts: [],
  tokens: [],
  migrations: [oidc],
}
