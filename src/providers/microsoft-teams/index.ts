import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('microsoft-teams', [
  {
    what: 'A webhook of Microsoft Teams',
    how: 'One for each channel and workflow, so that it can be replaced alone.',
    inputs: {
      'jdcargile/ms-teams-notification': 'ms-teams-webhook-uri',
      'skitionek/notify-microsoft-teams': 'webhook_url',
      'aliencube/microsoft-teams-actions': 'webhook_uri',
      'toko-bifrost/ms-teams-deploy-card': 'webhook-uri',
    },
    variables: /^(?:MS_?)?TEAMS_(?:\w{1,40}_)?(?:WEBHOOK|HOOK)(?:_UR[LI])?$/,
    commands: /webhook\.office\.com|logic\.azure\.com/,
    names: 'TEAMS_WEBHOOK MSTEAMS MS_TEAMS',
  },
])

export const provider: Provider = {
  id: 'microsoft-teams',
  title: 'Microsoft Teams',
  docs: 'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
