import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'cloudfleet/oidc',
  title: 'Log in to Cloudfleet by OIDC',
  told: [
    {
      action: 'report',
      say: 'Cloudfleet takes GitHub\'s OIDC token under an identity provider with conditions on its claims; it is made there first, and '
        + 'what takes the key must send that token.',
      variables: /^CLOUDFLEET_(?:\w{1,40}_)?(?:KEY|TOKEN|SECRET)$/,
      commands: /\bcloudfleet\s/,
      names: 'CLOUDFLEET',
    },
  ],
})

export const provider: Provider = {
  id: 'cloudfleet',
  title: 'Cloudfleet',
  docs: 'https://cloudfleet.ai/docs/',
  hosts: [],
  tokens: [],
  migrations: [told],
}
