import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'fossa/oidc',
  title: 'Scan with FOSSA by OIDC',
  told: [
    {
      action: 'report',
      say: 'FOSSA takes GitHub\'s OIDC token: an OIDC provider and a service account there, and a call of `/api/oidc/token-exchange` in '
        + 'the job give a token for 15 minutes to 12 hours. `fossas/fossa-action` takes a key only, so the exchange is a step of your '
        + 'own. Until then a push-only token is enough to scan.',
      inputs: { 'fossas/fossa-action': 'api-key', 'fossa-contrib/fossa-action': 'fossa-api-key' },
      variables: /^FOSSA_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
      commands: /\bfossa\s/,
      names: 'FOSSA',
    },
  ],
})

export const provider: Provider = {
  id: 'fossa',
  title: 'FOSSA',
  docs: 'https://docs.fossa.com/docs/api-reference',
  hosts: [],
  tokens: [],
  migrations: [told],
}
