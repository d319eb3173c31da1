import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('bugsnag', [
  {
    what: 'A BugSnag key',
    how: 'The project\'s notifier key can only report builds; no personal token.',
    variables: /^BUGSNAG_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    names: 'BUGSNAG',
  },
])

export const provider: Provider = {
  id: 'bugsnag',
  title: 'BugSnag',
  docs: 'https://docs.bugsnag.com/build-integrations/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
