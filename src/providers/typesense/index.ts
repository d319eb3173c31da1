import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('typesense', [
  {
    what: 'A Typesense key',
    how: 'A key for the one collection with the few actions, never the admin key.',
    inputs: { 'celsiusnarhwal/typesense-scraper': 'api-key' },
    variables: /^TYPESENSE_(?:\w{1,40}_)?KEY$/,
    names: 'TYPESENSE',
  },
])

export const provider: Provider = {
  id: 'typesense',
  title: 'Typesense',
  docs: 'https://typesense.org/docs/guide/data-access-control.html',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
