import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('edge-add-ons', [
  {
    what: 'A key of Microsoft Edge Add-ons',
    how: 'Its API keys end after 72 days by themselves; make the new one before.',
    inputs: { 'wdzeng/edge-addon': 'api-key client-secret' },
    variables: /^EDGE_(?:\w{1,40}_)?(?:KEY|SECRET|TOKEN)$/,
    names: 'EDGE_ADDON EDGE_ADDONS EDGE_CLIENT EDGE_API',
  },
])

export const provider: Provider = {
  id: 'edge-add-ons',
  title: 'Edge Add-ons',
  docs: 'https://learn.microsoft.com/en-us/microsoft-edge/extensions/update/api/using-addons-api',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
