import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('browserstack', [
  {
    what: 'A BrowserStack access key',
    how: 'A service account\'s key, not a person\'s.',
    inputs: { 'browserstack/github-actions/setup-env': 'access-key', 'browserstack/github-actions': 'access-key' },
    variables: /^(?:BROWSER_?STACK|BS)_(?:ACCESS_)?KEY$/,
    names: 'BROWSERSTACK',
  },
])

export const provider: Provider = {
  id: 'browserstack',
  title: 'BrowserStack',
  docs: 'https://www.browserstack.com/docs/automate/selenium/github-actions',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
