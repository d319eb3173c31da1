import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('neon', [
  {
    what: 'A Neon API key',
    how: 'A key for the one project instead of a person\'s or the organization\'s.',
    inputs: {
      'neondatabase/create-branch-action': 'api_key',
      'neondatabase/delete-branch-action': 'api_key',
      'neondatabase/reset-branch-action': 'api_key',
      'neondatabase/schema-diff-action': 'api_key',
    },
    variables: /^NEON_API_KEY$/,
    names: 'NEON',
  },
])

export const provider: Provider = {
  id: 'neon',
  title: 'Neon',
  docs: 'https://neon.com/docs/manage/api-keys',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
