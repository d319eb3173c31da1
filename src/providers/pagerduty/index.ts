import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('pagerduty', [
  {
    what: 'A PagerDuty key',
    how: 'The integration key of the one service can only send events.',
    inputs: { 'pagerduty/pagerduty-change-events-action': 'integration-key', 'entle/action-pagerduty-alert': 'pagerduty-integration-key' },
    variables: /^(?:PAGER_?DUTY|PD)_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    commands: /pagerduty\.com/,
    names: 'PAGERDUTY PAGER_DUTY',
  },
])

export const provider: Provider = {
  id: 'pagerduty',
  title: 'PagerDuty',
  docs: 'https://support.pagerduty.com/main/docs/api-access-keys',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
