import { advice } from '../../recipes/advice.ts'

export const kept = advice('twilio', [
  {
    what: 'A Twilio credential',
    how: 'A restricted API key instead of the account\'s auth token.',
    variables: /^TWILIO_(?:\w{1,40}_)?(?:TOKEN|SECRET|KEY)$/,
    commands: /api\.twilio\.com/,
    names: 'TWILIO',
  },
])
