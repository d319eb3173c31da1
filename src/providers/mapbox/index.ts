import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('mapbox', [
  {
    what: 'A Mapbox token',
    how: 'A secret token with the few scopes; temporary ones can be made of it for an hour.',
    variables: /^MAPBOX_(?:\w{1,40}_)?TOKEN$/,
    names: 'MAPBOX',
  },
])

export const provider: Provider = {
  id: 'mapbox',
  title: 'Mapbox',
  docs: 'https://docs.mapbox.com/accounts/guides/tokens/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
