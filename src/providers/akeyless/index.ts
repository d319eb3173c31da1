import type { Provider } from '../../provider.ts'
import { jwt } from './oidc.ts'

export const provider: Provider = {
  id: 'akeyless',
  title: 'Akeyless',
  docs: 'https://docs.akeyless.io/docs/access-and-authentication-methods',
  hosts: [],
  tokens: [],
  migrations: [jwt],
}
