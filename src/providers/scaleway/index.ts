import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('scaleway', [
  {
    what: 'A Scaleway API key',
    how: 'An IAM application\'s key with a policy for the one project and an end date.',
    inputs: { 'scaleway/action-scw': 'secret-key access-key' },
    variables: /^(?:SCW|SCALEWAY)_(?:SECRET|ACCESS)_KEY$/,
    commands: /rg\.[\w-]{1,20}\.scw\.cloud/,
    image: /^rg\.[\w-]{1,20}\.scw\.cloud/,
    names: 'SCW SCALEWAY',
  },
])

export const provider: Provider = {
  id: 'scaleway',
  title: 'Scaleway',
  docs: 'https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
