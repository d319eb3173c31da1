import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'stripe',
  title: 'Stripe',
  docs: 'https://docs.stripe.com/keys',
  hosts: ['api.stripe.com'],
  tokens,
  verify,
  migrations: [kept],
}
