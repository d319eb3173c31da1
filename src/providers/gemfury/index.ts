import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('gemfury', [
  {
    what: 'A Gemfury token',
    how: 'A push token, which can only upload, for the one account.',
    variables: /^(?:GEMFURY|FURY)_(?:\w{1,40}_)?TOKEN$/,
    commands: /fury\.io|gemfury\.com/,
    names: 'GEMFURY FURY',
  },
])

export const provider: Provider = {
  id: 'gemfury',
  title: 'Gemfury',
  docs: 'https://gemfury.com/help/tokens',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
