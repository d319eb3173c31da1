import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('transifex', [
  {
    what: 'A Transifex token',
    how: 'A token of a user in the one project.',
    inputs: { 'transifex/cli-action': 'token' },
    variables: /^(?:TX|TRANSIFEX)_(?:\w{1,40}_)?TOKEN$/,
    commands: /\btx\s+(?:push|pull)\b/,
    names: 'TX TRANSIFEX',
  },
])

export const provider: Provider = {
  id: 'transifex',
  title: 'Transifex',
  docs: 'https://developers.transifex.com/docs/cli',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
