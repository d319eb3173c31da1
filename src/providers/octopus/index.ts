import type { Provider } from '../../provider.ts'
import { oidc } from './oidc.ts'

export const provider: Provider = {
  id: 'octopus',
  title: 'Octopus Deploy',
  docs: 'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key',
  hosts: [],
  tokens: [],
  migrations: [oidc],
}
