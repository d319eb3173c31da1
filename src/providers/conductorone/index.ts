import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'conductorone/federation',
  title: 'Call ConductorOne with the identity of the workflow',
  told: [
    {
      action: 'report',
      say: 'ConductorOne takes GitHub\'s OIDC token of a service principal with a federation trust: `conductorone/oidc-token-action` with its `client_id` sets '
        + '`CONDUCTORONE_ACCESS_TOKEN` for the steps behind it (early access).',
      variables: /^(?:CONDUCTORONE|C1)_(?:CLIENT_SECRET|ACCESS_TOKEN)$/,
      commands: /\bcone\s{1,9}\w/,
      names: 'CONDUCTORONE CONDUCTOR_ONE',
    },
  ],
})

export const provider: Provider = {
  id: 'conductorone',
  title: 'ConductorOne',
  docs: 'https://conductorone.com/docs/product/admin/service-principals/github-actions',
  hosts: [],
  tokens: [],
  migrations: [told],
}
