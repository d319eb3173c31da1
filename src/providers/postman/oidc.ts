import { advice } from '../../recipes/advice.ts'

export const kept = advice('postman', [
  {
    what: 'A Postman API key',
    how: 'A service account\'s key for the one workspace, with an end date.',
    inputs: { 'postmanlabs/postman-cli-action': 'api-key' },
    variables: /^POSTMAN_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    commands: /\bpostman\s|api\.getpostman\.com/,
    names: 'POSTMAN',
  },
])
