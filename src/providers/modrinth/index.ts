import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('modrinth', [
  {
    what: 'A Modrinth token',
    how: 'A personal token with the scope to create versions alone, and an end date.',
    inputs: { 'kir-antipov/mc-publish': 'modrinth-token' },
    variables: /^MODRINTH_(?:API_)?(?:KEY|TOKEN)$/,
    names: 'MODRINTH',
  },
])

export const provider: Provider = {
  id: 'modrinth',
  title: 'Modrinth',
  docs: 'https://docs.modrinth.com/api/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
