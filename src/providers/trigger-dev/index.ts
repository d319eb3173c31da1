import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'trigger-dev/trusted-publishing',
  title: 'Deploy to Trigger.dev with trusted publishing instead of a stored token',
  told: [
    {
      action: 'report',
      say: 'Trigger.dev takes GitHub\'s OIDC token: turn on trusted publishing for the repository and each environment there, and deploy with '
        + '`id-token: write` and no `TRIGGER_ACCESS_TOKEN`; the CLI must be new enough, which this file does not tell.',
      variables: /^TRIGGER_ACCESS_TOKEN$/,
      commands: /\btrigger\.dev(?:@[\w.-]{1,30})?\s/,
      names: 'TRIGGER_ACCESS TRIGGERDEV TRIGGER_DEV',
    },
  ],
})

export const provider: Provider = {
  id: 'trigger-dev',
  title: 'Trigger.dev',
  docs: 'https://trigger.dev/docs/deployment/trusted-publishing',
  hosts: [],
  tokens: [],
  migrations: [told],
}
