import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('hackage', [
  {
    what: 'A Hackage token',
    how: 'A token of a user that maintains the one package.',
    inputs: { 'haskell-actions/hackage-publish': 'hackagetoken' },
    variables: /^HACKAGE_(?:AUTH_|API_)?(?:TOKEN|PASSWORD|PASS)$/,
    commands: /\bcabal\s+upload\b/,
    names: 'HACKAGE',
  },
])

export const provider: Provider = {
  id: 'hackage',
  title: 'Hackage',
  docs: 'https://hackage.haskell.org/api',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
