import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('mattermost', [
  {
    what: 'A Mattermost webhook or token',
    how: 'One webhook locked to the one channel.',
    inputs: { 'mattermost/action-mattermost-notify': 'mattermost_webhook_url' },
    variables: /^(?:MATTERMOST|MM)_(?:\w{1,40}_)?(?:WEBHOOK|HOOK|TOKEN)(?:_UR[LI])?$/,
    names: 'MATTERMOST',
  },
])

export const provider: Provider = {
  id: 'mattermost',
  title: 'Mattermost',
  docs: 'https://developers.mattermost.com/integrate/webhooks/incoming/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
