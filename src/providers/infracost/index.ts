import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('infracost', [
  {
    what: 'An Infracost key',
    how: 'It reads prices and nothing of your clouds; make a new one in the organization\'s settings.',
    inputs: { 'infracost/actions/setup': 'api-key' },
    variables: /^INFRACOST_API_KEY$/,
    names: 'INFRACOST',
  },
])

export const provider: Provider = {
  id: 'infracost',
  title: 'Infracost',
  docs: 'https://www.infracost.io/docs/integrations/github_actions/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
