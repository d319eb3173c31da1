import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('nx-cloud', [
  {
    what: 'An Nx Cloud token',
    how: 'A token that can only read for pull requests, and one that can write for protected branches alone.',
    variables: /^NX_CLOUD_(?:ACCESS|AUTH)_TOKEN$/,
    names: 'NX_CLOUD',
  },
])

export const provider: Provider = {
  id: 'nx-cloud',
  title: 'Nx Cloud',
  docs: 'https://nx.dev/ci/recipes/security/access-tokens',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
