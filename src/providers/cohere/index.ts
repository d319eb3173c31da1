import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('cohere', [
  {
    what: 'A Cohere key',
    how: 'A key of its own for this repository.',
    variables: /^(?:COHERE|CO)_(?:\w{1,40}_)?API_KEY$/,
    commands: /api\.cohere\.(?:ai|com)/,
    names: 'COHERE',
  },
])

export const provider: Provider = {
  id: 'cohere',
  title: 'Cohere',
  docs: 'https://docs.cohere.com/docs/rate-limits',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
