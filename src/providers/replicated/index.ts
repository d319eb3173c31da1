import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('replicated', [
  {
    what: 'A Replicated token',
    how: 'A service account\'s token with a policy for the one application.',
    inputs: { 'replicatedhq/*': 'api-token replicated-api-token' },
    variables: /^REPLICATED_(?:\w{1,40}_)?TOKEN$/,
    names: 'REPLICATED',
  },
])

export const provider: Provider = {
  id: 'replicated',
  title: 'Replicated',
  docs: 'https://docs.replicated.com/vendor/replicated-api-tokens',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
