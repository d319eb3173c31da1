import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('linode', [
  {
    what: 'A Linode token',
    how: 'A token with the scope of the one kind of thing and an end date.',
    variables: /^LINODE_(?:CLI_)?(?:ACCESS_|API_)?TOKEN$/,
    commands: /api\.linode\.com/,
    names: 'LINODE',
  },
])

export const provider: Provider = {
  id: 'linode',
  title: 'Linode',
  docs: 'https://techdocs.akamai.com/linode-api/reference/get-started',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
