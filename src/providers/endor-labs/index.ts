import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'endor-labs/oidc',
  title: 'Scan with Endor Labs by OIDC instead of a stored API key',
  told: [
    {
      action: 'report',
      say: 'Endor Labs takes GitHub\'s OIDC token: an authorization policy lets the repository in, and `endorctl` needs `id-token: write` and no key '
        + '(`enable_github_action_token`, which is the action\'s default; `ENDOR_GITHUB_ACTION_TOKEN_ENABLE` for the command).',
      inputs: { 'endorlabs/*': 'api_key api_secret' },
      variables: /^ENDOR_API_(?:CREDENTIALS_)?(?:KEY|SECRET)$/,
      commands: /\bendorctl\s/,
      names: 'ENDOR ENDORLABS ENDOR_LABS',
    },
  ],
})

export const provider: Provider = {
  id: 'endor-labs',
  title: 'Endor Labs',
  docs: 'https://docs.endorlabs.com/',
  hosts: [],
  tokens: [],
  migrations: [told],
}
