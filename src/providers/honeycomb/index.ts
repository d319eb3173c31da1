import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('honeycomb', [
  {
    what: 'A Honeycomb key',
    how: 'An ingest key of the one environment.',
    inputs: { 'honeycombio/gha-buildevents': 'apikey', 'kvrhdn/gha-buildevents': 'apikey' },
    variables: /^(?:HONEYCOMB|BUILDEVENT)_(?:\w{1,40}_)?(?:KEY|APIKEY)$/,
    commands: /api\.honeycomb\.io/,
    names: 'HONEYCOMB',
  },
])

export const provider: Provider = {
  id: 'honeycomb',
  title: 'Honeycomb',
  docs: 'https://docs.honeycomb.io/configure/environments/manage-api-keys/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
