import { advice } from '../../recipes/advice.ts'

export const kept = advice('cloudflare', [
  {
    what: 'Cloudflare\'s global API key',
    how: 'It can do everything in the account: replace it by an API token for the one zone or Worker, with an end date and the '
      + 'addresses that may use it.',
    inputs: { 'cloudflare/wrangler-action': 'apikey' },
    variables: /^(?:CLOUDFLARE|CF)_(?:GLOBAL_)?API_KEY$/,
    commands: /X-Auth-Key/i,
  },
  {
    what: 'A Cloudflare API token',
    how: 'A token of the account, not of a person, for the one zone or Worker, with an end date and the addresses that may use it; or '
      + 'Workers Builds, where it stays at Cloudflare.',
    inputs: {
      'cloudflare/wrangler-action': 'apitoken',
      'cloudflare/pages-action': 'apitoken',
      'jakejarvis/cloudflare-purge-action': 'cloudflare_token',
    },
    variables: /^(?:CLOUDFLARE|CF)_(?:\w{1,40}_)?TOKEN$/,
    commands: /api\.cloudflare\.com/,
    names: 'CLOUDFLARE CF_API',
  },
])
