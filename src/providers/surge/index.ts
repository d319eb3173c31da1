import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('surge', [
  {
    what: 'A Surge token',
    how: 'It can do all that its owner can: an account of its own for the one domain.',
    inputs: { 'dswistowski/surge-sh-action': 'token', 'afc163/surge-preview': 'surge_token' },
    variables: /^SURGE_(?:LOGIN_)?TOKEN$/,
    commands: /\bsurge\s.{0,200}--token/,
    names: 'SURGE',
  },
])

export const provider: Provider = {
  id: 'surge',
  title: 'Surge',
  docs: 'https://surge.sh/help/integrating-with-github',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
