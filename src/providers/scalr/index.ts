import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'scalr/workload-identity',
  title: 'Log in to Scalr with a workload identity',
  told: [
    {
      action: 'report',
      say: 'Scalr has workload identity providers and policies by which a service account is assumed with GitHub\'s OIDC token '
        + '(`scalr_workload_identity_provider`, `scalr_assume_service_account_policy`); they are made at Scalr, and the exchange is a '
        + 'step of its own.',
      inputs: { 'scalr/scalr-action': 'scalr_token' },
      variables: /^SCALR_(?:\w{1,40}_)?TOKEN$/,
      names: 'SCALR',
    },
  ],
})

export const provider: Provider = {
  id: 'scalr',
  title: 'Scalr',
  docs: 'https://docs.scalr.io/',
  hosts: [],
  tokens: [],
  migrations: [told],
}
