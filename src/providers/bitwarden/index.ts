import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('bitwarden', [
  {
    what: 'An access token of Bitwarden Secrets Manager',
    how: 'A machine account that can read the one project, and a token with an end date.',
    inputs: { 'bitwarden/sm-action': 'access_token' },
    variables: /^BWS_ACCESS_TOKEN$|^BW_(?:\w{1,40}_)?(?:TOKEN|SECRET|CLIENTSECRET|PASSWORD)$/,
    commands: /\bbws?\s+(?:secret|run|login|unlock)\b/,
    names: 'BWS',
  },
])

export const provider: Provider = {
  id: 'bitwarden',
  title: 'Bitwarden Secrets Manager',
  docs: 'https://bitwarden.com/help/github-actions-integration/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
