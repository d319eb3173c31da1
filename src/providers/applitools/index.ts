import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('applitools', [
  {
    what: 'An Applitools key',
    how: 'A key that can only run tests.',
    variables: /^APPLITOOLS_(?:API_)?KEY$/,
    names: 'APPLITOOLS',
  },
])

export const provider: Provider = {
  id: 'applitools',
  title: 'Applitools',
  docs: 'https://applitools.com/docs/topics/overview/obtain-api-key.html',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
