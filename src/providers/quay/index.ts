import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'quay/robot-federation',
  title: 'Push to Quay with a federated robot account',
  told: [
    {
      action: 'report',
      say: 'A robot account of Quay can be federated with GitHub\'s issuer and the job\'s exact subject; the job then exchanges its OIDC '
        + 'token for one that lives an hour. The federation is made at Quay, and no maintained action makes the exchange, so it takes a '
        + 'step of your own before the login.',
      variables: /^QUAY(?:_?IO)?_(?:\w{1,40}_)?(?:TOKEN|PASSWORD|PASS|PSW|KEY)$/,
      commands: /\blogin\b.{0,300}\bquay\.io\b|\bquay\.io\/api\b|--(?:dest-|src-)?creds\b.{0,300}\bquay\.io\b/,
      image: /^quay\.io/,
      names: 'QUAY QUAYIO QUAY_IO',
    },
  ],
})

export const provider: Provider = {
  id: 'quay',
  title: 'Quay',
  docs: 'https://docs.projectquay.io/manage_quay.html',
  hosts: [],
  tokens: [],
  migrations: [told],
}
