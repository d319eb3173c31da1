import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('snyk', [
  {
    what: 'A Snyk token',
    how: 'A service account\'s token for the one organization, with the role that only tests.',
    inputs: { 'snyk/*': 'snyk_token snyk-token' },
    variables: /^SNYK_(?:\w{1,40}_)?TOKEN$/,
    commands: /\bsnyk\s+auth\b|api\.snyk\.io/,
    names: 'SNYK',
  },
])

export const provider: Provider = {
  id: 'snyk',
  title: 'Snyk',
  docs: 'https://docs.snyk.io/snyk-api/authentication-for-api',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
