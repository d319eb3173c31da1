import type { Provider } from '../../provider.ts'
import { federatedIdentity } from './oidc.ts'

export const provider: Provider = {
  id: 'tailscale',
  title: 'Tailscale',
  docs: 'https://tailscale.com/kb/1085/auth-keys',
  hosts: [],
  tokens: [],
  migrations: [federatedIdentity],
}
