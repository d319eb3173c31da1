import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('trunk', [
  {
    what: 'A Trunk token',
    how: 'The organization\'s token; make a new one in its settings.',
    inputs: { 'trunk-io/analytics-uploader': 'token', 'trunk-io/trunk-action': 'trunk-token' },
    variables: /^TRUNK_(?:API_|ORG_)?TOKEN$/,
    names: 'TRUNK',
  },
])

export const provider: Provider = {
  id: 'trunk',
  title: 'Trunk',
  docs: 'https://docs.trunk.io/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
