import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('cypress', [
  {
    what: 'A Cypress record key',
    how: 'It can only write runs of the one project; make a new one in the project\'s settings.',
    variables: /^CYPRESS_RECORD_KEY$/,
    commands: /\bcypress\b.{0,200}--key/,
    names: 'CYPRESS',
  },
])

export const provider: Provider = {
  id: 'cypress',
  title: 'Cypress Cloud',
  docs: 'https://docs.cypress.io/cloud/account-management/projects',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
