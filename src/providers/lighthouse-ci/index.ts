import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('lighthouse-ci', [
  {
    what: 'A token of Lighthouse CI',
    how: 'The token of its GitHub app can only write the status of the one repository.',
    inputs: { 'treosh/lighthouse-ci-action': 'servertoken' },
    variables: /^LHCI_(?:\w{1,40}_)?TOKEN$/,
    names: 'LHCI',
  },
])

export const provider: Provider = {
  id: 'lighthouse-ci',
  title: 'Lighthouse CI',
  docs: 'https://github.com/GoogleChrome/lighthouse-ci/blob/main/docs/getting-started.md',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
