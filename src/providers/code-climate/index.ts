import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('code-climate', [
  {
    what: 'A Code Climate reporter id',
    how: 'It can only upload coverage of the one repository. Its successor, Qlty, takes GitHub\'s OIDC token.',
    inputs: { 'paambaati/codeclimate-action': 'cc_test_reporter_id' },
    variables: /^CC_TEST_REPORTER_ID$/,
    names: 'CC_TEST_REPORTER_ID CODECLIMATE',
  },
])

export const provider: Provider = {
  id: 'code-climate',
  title: 'Code Climate',
  docs: 'https://docs.codeclimate.com/docs/finding-your-test-coverage-token',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
