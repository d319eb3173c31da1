import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('hcp-terraform', [
  {
    what: 'An HCP Terraform token',
    how: 'A team token with an end date instead of a user\'s or the organization\'s; runs that start from the repository itself '
      + '(VCS-driven) need none.',
    inputs: {
      'hashicorp/setup-terraform': 'cli_config_credentials_token',
      'hashicorp/*': 'tf_api_token',
      'hashicorp/tfc-workflows-github/actions/upload-configuration': 'token',
      'hashicorp/tfc-workflows-github/actions/create-run': 'token',
      'hashicorp/tfc-workflows-github/actions/apply-run': 'token',
    },
    variables: /^(?:TF|TFE|TFC|TERRAFORM)_(?:\w{1,40}_)?(?:API_)?TOKEN$|^TF_TOKEN_\w{1,80}$/,
    commands: /app\.terraform\.io/,
    names: 'TFE TFC TF_API TERRAFORM_CLOUD',
  },
])

export const provider: Provider = {
  id: 'hcp-terraform',
  title: 'HCP Terraform',
  docs: 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
