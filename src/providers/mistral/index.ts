import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('mistral', [
  {
    what: 'A Mistral key',
    how: 'A key of a workspace of its own with a limit on spending, and an end date.',
    variables: /^MISTRAL_(?:\w{1,40}_)?KEY$/,
    commands: /api\.mistral\.ai/,
    names: 'MISTRAL',
  },
])

export const provider: Provider = {
  id: 'mistral',
  title: 'Mistral AI',
  docs: 'https://docs.mistral.ai/getting-started/quickstart',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
