import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('open-vsx', [
  {
    what: 'An Open VSX token',
    how: 'A token for CI alone of an account with the one namespace.',
    variables: /^(?:OVSX|OPEN_?VSX)_(?:\w{1,40}_)?(?:PAT|TOKEN|KEY)$/,
    commands: /\bovsx\s/,
    names: 'OVSX OPEN_VSX OPENVSX',
  },
])

export const provider: Provider = {
  id: 'open-vsx',
  title: 'Open VSX',
  docs: 'https://github.com/eclipse-openvsx/openvsx/wiki/Publishing-Extensions',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
