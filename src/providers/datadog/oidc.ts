// https://registry.terraform.io/providers/DataDog/datadog/latest/docs
import { telling } from '../../recipes/told.ts'

export const told = telling({
  id: 'datadog/github-oidc',
  title: 'Call Datadog with the identity of the workflow',
  told: [
    {
      action: 'report',
      say: 'Datadog has identity mappings for GitHub\'s OIDC token in a public beta (in its Terraform provider, for the API and for '
        + 'intake). Its public actions still take keys, so a step of your own has to make the exchange. Until then: an application key '
        + 'with scopes of a service account, and an API key for this repository alone.',
      inputs: { 'datadog/*': 'api_key app_key api-key app-key dd_api_key dd_app_key dd-api-key', 'masci/datadog': 'api-key' },
      variables: /^(?:DD|DATADOG)_(?!BOT_)(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
      commands: /datadoghq\.(?:com|eu)/,
      names: 'DATADOG DD_API DD_APP',
    },
  ],
})
