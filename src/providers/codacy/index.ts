import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('codacy', [
  {
    what: 'A Codacy token',
    how: 'The project\'s token, which reaches that project alone, not the account\'s.',
    inputs: { 'codacy/codacy-analysis-cli-action': 'project-token api-token', 'codacy/codacy-coverage-reporter-action': 'project-token api-token' },
    variables: /^CODACY_(?:PROJECT_|API_)?TOKEN$/,
    commands: /codacy-coverage-reporter|api\.codacy\.com/,
    names: 'CODACY',
  },
])

export const provider: Provider = {
  id: 'codacy',
  title: 'Codacy',
  docs: 'https://docs.codacy.com/codacy-api/api-tokens/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
