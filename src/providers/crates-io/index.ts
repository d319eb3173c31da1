import type { Provider } from '../../provider.ts'
import { trustedPublishing } from './oidc.ts'

export const provider: Provider = {
  id: 'crates-io',
  title: 'crates.io',
  docs: 'https://crates.io/docs/trusted-publishing',
  hosts: [],
  tokens: [],
  migrations: [trustedPublishing],
}
