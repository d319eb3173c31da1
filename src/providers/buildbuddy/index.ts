import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('buildbuddy', [
  {
    what: 'A BuildBuddy key',
    how: 'A key that can only read the cache for pull requests, one that can write for protected branches alone.',
    variables: /^BUILDBUDDY_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    commands: /x-buildbuddy-api-key/i,
    names: 'BUILDBUDDY',
  },
])

export const provider: Provider = {
  id: 'buildbuddy',
  title: 'BuildBuddy',
  docs: 'https://www.buildbuddy.io/docs/guide-auth/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
