import { advice } from '../../recipes/advice.ts'

export const kept = advice('sendgrid', [
  {
    what: 'A SendGrid API key',
    how: 'Restricted access to sending mail alone, and the addresses that may use it.',
    variables: /^SENDGRID_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    commands: /api\.sendgrid\.com/,
    names: 'SENDGRID',
  },
])
