import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('sauce-labs', [
  {
    what: 'A Sauce Labs access key',
    how: 'A service account\'s key for the one team.',
    inputs: { 'saucelabs/saucectl-run-action': 'sauce-access-key', 'saucelabs/sauce-connect-action': 'accesskey' },
    variables: /^SAUCE(?:LABS)?_(?:ACCESS_)?KEY$/,
    names: 'SAUCE SAUCELABS',
  },
])

export const provider: Provider = {
  id: 'sauce-labs',
  title: 'Sauce Labs',
  docs: 'https://docs.saucelabs.com/dev/cli/saucectl/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
