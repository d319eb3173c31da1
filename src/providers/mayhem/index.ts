import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('mayhem', [
  {
    what: 'A Mayhem token',
    how: 'A service account\'s token for the one project.',
    inputs: { 'forallsecure/mcode-action': 'mayhem-token', 'forallsecure/mapi-action': 'mapi-token', 'mayhemheroes/*': 'mayhem-token mapi-token' },
    variables: /^(?:MAYHEM|MAPI)_(?:\w{1,40}_)?TOKEN$/,
    names: 'MAYHEM MAPI',
  },
])

export const provider: Provider = {
  id: 'mayhem',
  title: 'Mayhem',
  docs: 'https://docs.mayhem.security/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
