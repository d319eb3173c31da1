import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { revoke } from './revoke.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'gitlab',
  title: 'GitLab',
  docs: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  hosts: ['gitlab.com'],
  tokens,
  verify,
  revoke,
  migrations: [kept],
}
