import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'dodo-payments/workload-identity',
  title: 'Call Dodo Payments with the identity of the workflow',
  told: [
    {
      action: 'report',
      say: 'Dodo Payments takes GitHub\'s OIDC token: a provider for GitHub Actions whose mapping pins the repository\'s or the owner\'s id, and an SDK '
        + 'or Terraform provider that makes the exchange, instead of `DODO_PAYMENTS_API_KEY`.',
      variables: /^DODO_(?:PAYMENTS_)?API_KEY$/,
      names: 'DODO DODO_PAYMENTS',
    },
  ],
})

export const provider: Provider = {
  id: 'dodo-payments',
  title: 'Dodo Payments',
  docs: 'https://docs.dodopayments.com/developer-resources/workload-identity/providers/github-actions',
  hosts: [],
  tokens: [],
  migrations: [told],
}
