import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('fastly', [
  {
    what: 'A Fastly token',
    how: 'An automation token for the one service, with the scope `purge_select` where it only purges, and an end date.',
    inputs: { 'fastly/compute-actions': 'fastly-api-token' },
    variables: /^FASTLY_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    commands: /\bfastly\s+\w|api\.fastly\.com|Fastly-Key:/,
    names: 'FASTLY',
  },
])

export const provider: Provider = {
  id: 'fastly',
  title: 'Fastly',
  docs: 'https://www.fastly.com/documentation/reference/api/auth-tokens/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
