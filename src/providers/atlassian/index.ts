import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'

// A token is asked about with its owner's address at the host of its site, so there is no verify.
export const provider: Provider = {
  id: 'atlassian',
  title: 'Atlassian',
  docs: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
  hosts: [],
  tokens,
  migrations: [kept],
}
