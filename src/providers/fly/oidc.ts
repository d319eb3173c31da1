import { advice } from '../../recipes/advice.ts'

export const kept = advice('fly', [
  {
    what: 'A Fly.io token',
    how: 'A deploy token for the one app with an end: `fly tokens create deploy --app APP --expiry 720h`.',
    inputs: { 'superfly/flyctl-actions': 'fly_api_token', 'superfly/fly-pr-review-apps': 'fly_api_token' },
    variables: /^FLY_(?:\w{1,40}_)?(?:API_|ACCESS_)?TOKEN$/,
    commands: /\b(?:fly|flyctl)\s.{0,300}(?:--access-token|-t)\b|api\.machines\.dev/,
    names: 'FLY',
  },
])
