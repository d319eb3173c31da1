import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('wiz', [
  {
    what: 'A Wiz client secret',
    how: 'A service account of the CLI kind with an end date.',
    variables: /^WIZ_(?:\w{1,40}_)?(?:SECRET|KEY|TOKEN)$/,
    commands: /\bwizcli\s/,
    names: 'WIZ',
  },
])

export const provider: Provider = {
  id: 'wiz',
  title: 'Wiz',
  docs: 'https://docs.wiz.io/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
