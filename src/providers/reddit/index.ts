import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('reddit', [
  {
    what: 'A Reddit credential',
    how: 'An account and an app of their own.',
    variables: /^REDDIT_(?:\w{1,40}_)?(?:PASSWORD|SECRET|TOKEN)$/,
    names: 'REDDIT',
  },
])

export const provider: Provider = {
  id: 'reddit',
  title: 'Reddit',
  docs: 'https://support.reddithelp.com/hc/en-us/articles/14945211791892-Developer-Platform-Accessing-Reddit-Data',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
