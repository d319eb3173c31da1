import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('algolia', [
  {
    what: 'An Algolia key',
    how: 'A key that can only write to the one index, with an end, never the admin key.',
    inputs: {
      'algolia/algoliasearch-crawler-github-actions': 'algolia-api-key crawler-api-key',
      'rxliuli/docsearch-scraper-action': 'algolia_api_key',
    },
    variables: /^ALGOLIA_(?:\w{1,40}_)?(?:KEY|TOKEN|APIKEY)$/,
    commands: /algolia(?:net)?\.(?:com|net)/,
    names: 'ALGOLIA',
  },
])

export const provider: Provider = {
  id: 'algolia',
  title: 'Algolia',
  docs: 'https://www.algolia.com/doc/guides/security/api-keys/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
