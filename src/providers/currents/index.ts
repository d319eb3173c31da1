import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'currents/oidc',
  title: 'Report to Currents by OIDC',
  told: [
    {
      action: 'report',
      say: 'Currents exchanges GitHub\'s OIDC token under a trust policy of your organization; the reporter must be new enough '
        + '(`@currents/playwright` 2.8, `@currents/cmd` 3.1), which this file does not tell.',
      variables: /^CURRENTS_(?:\w{1,40}_)?KEY$/,
      commands: /\b(?:currents|pwc)\s.{0,200}--key/,
      names: 'CURRENTS',
    },
  ],
})

export const provider: Provider = {
  id: 'currents',
  title: 'Currents',
  docs: 'https://docs.currents.dev/',
  hosts: [],
  tokens: [],
  migrations: [told],
}
