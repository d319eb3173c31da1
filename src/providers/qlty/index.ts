import type { Provider } from '../../provider.ts'
import { oidc } from './oidc.ts'

export const provider: Provider = {
  id: 'qlty',
  title: 'Qlty',
  docs: 'https://docs.qlty.sh/coverage/quickstart',
  hosts: [],
  tokens: [],
  migrations: [oidc],
}
