import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('wireguard', [
  {
    what: 'A WireGuard key',
    how: 'A peer of its own with the few addresses that it may reach; Tailscale takes GitHub\'s OIDC token instead of a key.',
    inputs: { 'egor-tensin/setup-wireguard': 'private_key preshared_key' },
    variables: /^(?:WG|WIREGUARD)_(?:\w{1,40}_)?(?:PRIVATE_KEY|PRESHARED_KEY|CONFIG|CONF)$/,
    commands: /\bwg(?:-quick)?\s/,
    names: 'WIREGUARD WG',
  },
])

export const provider: Provider = {
  id: 'wireguard',
  title: 'WireGuard',
  docs: 'https://www.wireguard.com/quickstart/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
