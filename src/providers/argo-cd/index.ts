import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'argo-cd/token-exchange',
  title: 'Log in to Argo CD by a token exchange',
  told: [
    {
      action: 'report',
      say: 'Argo CD\'s Dex can trust GitHub\'s issuer and exchange the job\'s OIDC token; RBAC then lets in the exact subject. It is set up '
        + 'at Argo CD first, and the exchange is a step of its own.',
      inputs: { 'clowdhaus/argo-cd-action': 'argocd_auth_token' },
      variables: /^ARGO_?CD_(?:\w{1,40}_)?(?:TOKEN|PASSWORD|AUTH_TOKEN)$/,
      commands: /\bargocd\s/,
      names: 'ARGOCD ARGO_CD',
    },
  ],
})

export const provider: Provider = {
  id: 'argo-cd',
  title: 'Argo CD',
  docs: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/',
  hosts: [],
  tokens: [],
  migrations: [told],
}
