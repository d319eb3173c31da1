import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'

// A token is asked about at the host of its environment, so there is no verify.
export const provider: Provider = {
  id: 'dynatrace',
  title: 'Dynatrace',
  docs: 'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
  hosts: [],
  tokens,
  migrations: [kept],
}
