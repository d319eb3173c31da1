import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'buddy/oidc',
  title: 'Call Buddy by OIDC',
  told: [
    {
      action: 'report',
      say: 'Buddy takes GitHub\'s OIDC token under an identity provider with conditions on its claims (the repository\'s owner at least); '
        + 'it is made in the workspace first, and the program must send that token.',
      inputs: { 'buddy/*': 'token' },
      variables: /^(?:BUDDY|BDY)_(?:\w{1,40}_)?TOKEN$/,
      commands: /\bbdy\s|api\.buddy\.works/,
      names: 'BUDDY BDY',
    },
  ],
})

export const provider: Provider = {
  id: 'buddy',
  title: 'Buddy',
  docs: 'https://buddy.works/docs/api/getting-started/overview',
  hosts: [],
  tokens: [],
  migrations: [told],
}
