import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('mend', [
  {
    what: 'A Mend key',
    how: 'A service user\'s key for the one product.',
    variables: /^(?:WS|MEND|WHITESOURCE|WSS)_(?:\w{1,40}_)?(?:KEY|APIKEY|API_KEY|TOKEN)$/,
    names: 'MEND WHITESOURCE',
  },
])

export const provider: Provider = {
  id: 'mend',
  title: 'Mend',
  docs: 'https://docs.mend.io/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
