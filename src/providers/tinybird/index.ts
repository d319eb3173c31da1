import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('tinybird', [
  {
    what: 'A Tinybird token',
    how: 'A token with the scope of the one data source, or a JWT that ends.',
    variables: /^(?:TINYBIRD|TB)_(?:\w{1,40}_)?TOKEN$/,
    commands: /tinybird\.co/,
    names: 'TINYBIRD',
  },
])

export const provider: Provider = {
  id: 'tinybird',
  title: 'Tinybird',
  docs: 'https://www.tinybird.co/docs/forward/administration/tokens',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
