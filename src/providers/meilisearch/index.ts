import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('meilisearch', [
  {
    what: 'A Meilisearch key',
    how: 'A key for the one index with the few actions and an end, never the master key.',
    variables: /^MEILI(?:SEARCH)?_(?:\w{1,40}_)?(?:KEY|APIKEY|TOKEN)$/,
    names: 'MEILISEARCH MEILI',
  },
])

export const provider: Provider = {
  id: 'meilisearch',
  title: 'Meilisearch',
  docs: 'https://www.meilisearch.com/docs/learn/security/basic_security',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
