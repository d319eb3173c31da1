import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('crowdin', [
  {
    what: 'A Crowdin token',
    how: 'A token with the scope of the one project and an end date.',
    inputs: { 'crowdin/github-action': 'token crowdin_personal_token' },
    variables: /^CROWDIN_(?:\w{1,40}_)?(?:TOKEN|KEY)$/,
    commands: /\bcrowdin\s/,
    names: 'CROWDIN',
  },
])

export const provider: Provider = {
  id: 'crowdin',
  title: 'Crowdin',
  docs: 'https://support.crowdin.com/account-settings/#api',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
