import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'onepassword/workload-identity',
  title: 'Load secrets from 1Password with a workload identity',
  told: [
    {
      action: 'report',
      say: '1Password offers workload identity to GitHub Actions through its credential broker (Business accounts; version 5 of its '
        + 'action), which still needs an integration key among the secrets, so nothing stored goes away by itself. Until then: a service '
        + 'account that can read the one vault, with an end date.',
      inputs: { '1password/*': 'op_service_account_token op_connect_token service-account-token connect-token' },
      variables: /^OP_(?:SERVICE_ACCOUNT|CONNECT)_TOKEN$/,
      commands: /\bop\s+(?:read|run|inject|item)\b/,
      names: 'OP_SERVICE_ACCOUNT OP_CONNECT ONEPASSWORD 1PASSWORD',
    },
  ],
})

export const provider: Provider = {
  id: 'onepassword',
  title: '1Password',
  docs: 'https://developer.1password.com/docs/ci-cd/github-actions/',
  hosts: [],
  tokens: [],
  migrations: [told],
}
