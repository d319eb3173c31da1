import type { Provider } from '../../provider.ts'
import { oidc } from './oidc.ts'

export const provider: Provider = {
  id: 'depot',
  title: 'Depot',
  docs: 'https://depot.dev/docs/cli/authentication',
  hosts: [],
  tokens: [],
  migrations: [oidc],
}
