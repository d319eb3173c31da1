import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'oracle-cloud/token-exchange',
  title: 'Log in to Oracle Cloud by a token exchange',
  told: [
    {
      action: 'report',
      say: 'An identity domain of Oracle Cloud can trust GitHub\'s issuer (identity propagation trust) and exchange the job\'s OIDC token '
        + 'for a session token. Oracle\'s own actions take an API key only, so the exchange is a step of your own and the trust is made '
        + 'at Oracle first.',
      inputs: { 'oracle-actions/*': 'oci_cli_key_content auth_token' },
      variables: /^(?:OCI|ORACLE)_(?:\w{1,40}_)?(?:KEY|KEY_CONTENT|PRIVATE_KEY|API_KEY)$|^OCI_CLI_KEY_CONTENT$/,
      commands: /\boci\s+[a-z-]{1,20}\s/,
      image: /^[\w-]{1,20}\.ocir\.io/,
      names: 'OCI_CLI OCI_KEY OCI_PRIVATE_KEY OCI_API OCIR',
    },
  ],
})

export const provider: Provider = {
  id: 'oracle-cloud',
  title: 'Oracle Cloud',
  docs: 'https://docs.oracle.com/en-us/iaas/Content/API/SDKDocs/clitoken.htm',
  hosts: [],
  tokens: [],
  migrations: [told],
}
