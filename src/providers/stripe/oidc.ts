import { advice } from '../../recipes/advice.ts'

export const kept = advice('stripe', [
  {
    what: 'A Stripe key',
    how: 'A restricted key with the fewest rights, in test mode for tests, and the addresses that may use it.',
    variables: /^STRIPE_(?:\w{1,40}_)?(?:KEY|SECRET|TOKEN)$/,
    commands: /api\.stripe\.com|\bstripe\s.{0,100}--api-key/,
    names: 'STRIPE',
  },
])
