import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('lokalise', [
  {
    what: 'A Lokalise token',
    how: 'A token of a user in the one project.',
    inputs: { 'lokalise/lokalise-pull-action': 'api_token', 'lokalise/lokalise-push-action': 'api_token' },
    variables: /^LOKALISE_(?:\w{1,40}_)?TOKEN$/,
    commands: /\blokalise2\b/,
    names: 'LOKALISE',
  },
])

export const provider: Provider = {
  id: 'lokalise',
  title: 'Lokalise',
  docs: 'https://docs.lokalise.com/en/articles/1929556-api-tokens',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
