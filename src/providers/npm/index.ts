import { NPM_HOST } from '../../lib/npm-host.ts'
import type { Provider } from '../../provider.ts'
import { trustedPublishing } from './oidc.ts'
import { revoke } from './revoke.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'npm',
  title: 'npm',
  docs: 'https://github.blog/security/announcing-npms-new-access-token-format/',
  hosts: [NPM_HOST],
  tokens,
  verify,
  revoke,
  migrations: [trustedPublishing],
}
