import { advice } from '../../recipes/advice.ts'

export const kept = advice('shopify', [
  {
    what: 'A Shopify token',
    how: 'Theme Access or a custom app with the fewest scopes for the one store.',
    inputs: { 'shopify/lighthouse-ci-action': 'access_token password' },
    variables: /^SHOPIFY_(?:\w{1,40}_)?(?:TOKEN|PASSWORD|SECRET|KEY)$/,
    names: 'SHOPIFY',
  },
])
