import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'truefoundry/oidc',
  title: 'Deploy to TrueFoundry by OIDC',
  told: [
    {
      action: 'report',
      say: 'TrueFoundry takes GitHub\'s OIDC token under an identity provider with conditions on its claims (the repository at least); it '
        + 'is made there first, and the step must exchange the token.',
      variables: /^TFY_(?:\w{1,40}_)?KEY$/,
      commands: /\btfy\s/,
      names: 'TFY TRUEFOUNDRY',
    },
  ],
})

export const provider: Provider = {
  id: 'truefoundry',
  title: 'TrueFoundry',
  docs: 'https://www.truefoundry.com/docs/generating-truefoundry-api-keys',
  hosts: [],
  tokens: [],
  migrations: [told],
}
