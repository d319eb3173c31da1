import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'spacelift/oidc-key',
  title: 'Use an OIDC key of Spacelift',
  told: [
    {
      action: 'report',
      say: 'Spacelift has API keys of the kind OIDC, which take GitHub\'s token with the issuer, audience and subject that you name, in '
        + 'place of a secret. Such a key is made in Spacelift\'s settings, and the step must ask GitHub for the token.',
      variables: /^SPACELIFT_(?:\w{1,40}_)?(?:SECRET|TOKEN)$/,
      commands: /\bspacectl\s/,
      names: 'SPACELIFT',
    },
  ],
})

export const provider: Provider = {
  id: 'spacelift',
  title: 'Spacelift',
  docs: 'https://docs.spacelift.io/integrations/api',
  hosts: [],
  tokens: [],
  migrations: [told],
}
