import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('semgrep', [
  {
    what: 'A Semgrep token',
    how: 'A token with the scope of the CI agent alone.',
    inputs: { 'returntocorp/semgrep-action': 'publishtoken semgrep_app_token', 'semgrep/semgrep-action': 'publishtoken semgrep_app_token' },
    variables: /^SEMGREP_(?:\w{1,40}_)?TOKEN$/,
    names: 'SEMGREP',
  },
])

export const provider: Provider = {
  id: 'semgrep',
  title: 'Semgrep',
  docs: 'https://semgrep.dev/docs/deployment/add-semgrep-to-ci',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
