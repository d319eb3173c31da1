import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('clojars', [
  {
    what: 'A Clojars deploy token',
    how: 'A deploy token for the one artifact with an end date; Clojars takes tokens only, never the password.',
    variables: /^CLOJARS_(?:\w{1,40}_)?(?:PASSWORD|TOKEN|PASS)$/,
    commands: /clojars/,
    names: 'CLOJARS',
  },
])

export const provider: Provider = {
  id: 'clojars',
  title: 'Clojars',
  docs: 'https://github.com/clojars/clojars-web/wiki/Deploy-Tokens',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
