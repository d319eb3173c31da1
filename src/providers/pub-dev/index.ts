import type { Provider } from '../../provider.ts'
import { automatedPublishing } from './oidc.ts'

export const provider: Provider = {
  id: 'pub-dev',
  title: 'pub.dev',
  docs: 'https://dart.dev/tools/pub/automated-publishing',
  hosts: [],
  tokens: [],
  migrations: [automatedPublishing],
}
