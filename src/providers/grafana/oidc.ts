import { advice } from '../../recipes/advice.ts'

export const kept = advice('grafana', [
  {
    what: 'A Grafana token',
    how: 'A service account\'s token, or an access policy\'s, for the one stack with an end date.',
    variables: /^(?:GRAFANA|GCLOUD|GC|K6_CLOUD)_(?:\w{1,40}_)?(?:TOKEN|API_KEY|RW_API_KEY)$/,
    commands: /grafana\.net/,
    names: 'GRAFANA',
  },
])
