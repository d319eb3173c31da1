import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('earthly', [
  {
    what: 'An Earthly token',
    how: 'Earthly\'s cloud has been switched off: the token can go.',
    variables: /^EARTHLY_TOKEN$/,
    names: 'EARTHLY',
  },
])

export const provider: Provider = {
  id: 'earthly',
  title: 'Earthly',
  docs: 'https://docs.earthly.dev/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
