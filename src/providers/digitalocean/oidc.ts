import { advice } from '../../recipes/advice.ts'

export const kept = advice('digitalocean', [
  {
    what: 'A DigitalOcean token',
    how: 'Custom scopes for the one kind of thing that the job changes, and an end date.',
    inputs: {
      'digitalocean/action-doctl': 'token',
      'digitalocean/app_action': 'token',
      'digitalocean/app_action/deploy': 'token',
      'digitalocean/app_action/delete': 'token',
    },
    variables: /^(?:DIGITAL_?OCEAN|DO)_(?:ACCESS_|API_|AUTH_)?TOKEN$/,
    commands: /registry\.digitalocean\.com|api\.digitalocean\.com|\bdoctl\s/,
    image: /^registry\.digitalocean\.com/,
    names: 'DIGITALOCEAN DIGITAL_OCEAN',
  },
])
