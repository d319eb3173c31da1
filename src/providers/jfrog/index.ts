import type { Provider } from '../../provider.ts'
import { oidc } from './oidc.ts'

export const provider: Provider = {
  id: 'jfrog',
  title: 'JFrog',
  docs: 'https://docs.jfrog.com/administration/docs/access-tokens',
  hosts: [],
  tokens: [],
  migrations: [oidc],
}
