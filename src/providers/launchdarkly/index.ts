import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('launchdarkly', [
  {
    what: 'A LaunchDarkly token',
    how: 'A service token with a custom role that can do the one thing.',
    inputs: { 'launchdarkly/find-code-references': 'access-token accesstoken', 'launchdarkly/gha-flags': 'sdk-key' },
    variables: /^(?:LD|LAUNCHDARKLY|LAUNCH_DARKLY)_(?:\w{1,40}_)?(?:TOKEN|SDK_KEY|KEY)$/,
    commands: /app\.launchdarkly\.com/,
    names: 'LAUNCHDARKLY LAUNCH_DARKLY',
  },
])

export const provider: Provider = {
  id: 'launchdarkly',
  title: 'LaunchDarkly',
  docs: 'https://launchdarkly.com/docs/home/account/api',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
