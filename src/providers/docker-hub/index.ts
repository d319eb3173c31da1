import type { Provider } from '../../provider.ts'
import { logins } from './oidc.ts'
import { tokens } from './tokens.ts'

// The one call that takes a token, POST /v2/auth/token, signs in and issues another: not a mere question, so there is no verify.
export const provider: Provider = {
  id: 'docker-hub',
  title: 'Docker Hub',
  docs: 'https://docs.docker.com/security/access-tokens/',
  hosts: [],
  tokens,
  migrations: [logins],
}
