import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('checkmarx', [
  {
    what: 'A Checkmarx credential',
    how: 'An OAuth client with the one role, not a person\'s password.',
    inputs: {
      'checkmarx/ast-github-action': 'cx_client_secret',
      'checkmarx-ts/checkmarx-cxflow-github-action': 'checkmarx_password checkmarx_client_secret',
    },
    variables: /^(?:CHECKMARX|CX)_(?:\w{1,40}_)?(?:PASSWORD|SECRET|KEY|TOKEN)$/,
    names: 'CHECKMARX CX',
  },
])

export const provider: Provider = {
  id: 'checkmarx',
  title: 'Checkmarx',
  docs: 'https://docs.checkmarx.com/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
