import { advice } from '../../recipes/advice.ts'

export const kept = advice('new-relic', [
  {
    what: 'A New Relic key',
    how: 'A user key of a service user with few rights; a license key only where data is sent.',
    inputs: { 'newrelic/deployment-marker-action': 'apikey' },
    variables: /^(?:NEW_RELIC|NEWRELIC|NR)_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    commands: /api\.newrelic\.com/,
    names: 'NEW_RELIC NEWRELIC',
  },
])
