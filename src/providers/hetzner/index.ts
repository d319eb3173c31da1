import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('hetzner', [
  {
    what: 'A Hetzner Cloud token',
    how: 'A token belongs to one project: a project of its own, and read only where that is enough.',
    variables: /^(?:HCLOUD|HETZNER)_(?:\w{1,40}_)?TOKEN$/,
    commands: /api\.hetzner\.cloud/,
    names: 'HCLOUD HETZNER',
  },
])

export const provider: Provider = {
  id: 'hetzner',
  title: 'Hetzner Cloud',
  docs: 'https://docs.hetzner.com/cloud/api/getting-started/generating-api-token/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
