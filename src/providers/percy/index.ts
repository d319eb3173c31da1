import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('percy', [
  {
    what: 'A Percy token',
    how: 'The project\'s token that can only write builds.',
    variables: /^PERCY_(?:\w{1,40}_)?TOKEN$/,
    names: 'PERCY',
  },
])

export const provider: Provider = {
  id: 'percy',
  title: 'Percy',
  docs: 'https://www.browserstack.com/docs/percy/get-started/set-env-var',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
