import type { Provider } from '../../provider.ts'
import { jwt } from './oidc.ts'

export const provider: Provider = {
  id: 'conjur',
  title: 'CyberArk Conjur',
  docs: 'https://github.com/cyberark/conjur-action',
  hosts: [],
  tokens: [],
  migrations: [jwt],
}
