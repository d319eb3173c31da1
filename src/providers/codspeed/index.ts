import type { Provider } from '../../provider.ts'
import { oidc } from './oidc.ts'

export const provider: Provider = {
  id: 'codspeed',
  title: 'CodSpeed',
  docs: 'https://codspeed.io/docs/integrations/ci/github-actions/configuration',
  hosts: [],
  tokens: [],
  migrations: [oidc],
}
