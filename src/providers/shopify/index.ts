import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'

// A token is asked about at the host of its shop, so there is no verify.
export const provider: Provider = {
  id: 'shopify',
  title: 'Shopify',
  docs: 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens',
  hosts: [],
  tokens,
  migrations: [kept],
}
