import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('rollbar', [
  {
    what: 'A Rollbar token',
    how: 'A project token with the one scope that the job needs.',
    inputs: { 'rollbar/github-deploy-action': 'rollbar_access_token' },
    variables: /^ROLLBAR_(?:\w{1,40}_)?TOKEN$/,
    commands: /api\.rollbar\.com/,
    names: 'ROLLBAR',
  },
])

export const provider: Provider = {
  id: 'rollbar',
  title: 'Rollbar',
  docs: 'https://docs.rollbar.com/docs/access-tokens',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
