import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'teleport/github-join',
  title: 'Join Teleport by the identity of the workflow',
  told: [
    {
      action: 'report',
      say: 'A bot of Teleport joins with GitHub\'s OIDC token: a join token of the kind `github` with allow rules on the repository and '
        + 'environment, and `teleport-actions/auth` with its name, which is no secret. An identity file need not be stored.',
      variables: /^(?:TELEPORT|TSH|TBOT)_(?:\w{1,40}_)?(?:TOKEN|IDENTITY_FILE|IDENTITY_CONTENT|KEY)$/,
      commands: /\b(?:tsh|tctl|tbot)\s/,
      names: 'TELEPORT',
    },
  ],
})

export const provider: Provider = {
  id: 'teleport',
  title: 'Teleport',
  docs: 'https://goteleport.com/docs/machine-workload-identity/deployment/github-actions/',
  hosts: [],
  tokens: [],
  migrations: [told],
}
