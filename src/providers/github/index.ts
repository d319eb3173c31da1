import type { Provider } from '../../provider.ts'
import { appKey } from './app-key.ts'
import { gist } from './gist.ts'
import { jobToken } from './oidc.ts'
import { revoke } from './revoke.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'github',
  title: 'GitHub',
  docs: 'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github',
  hosts: ['api.github.com'],
  tokens,
  verify,
  revoke,
  migrations: [jobToken, gist, appKey],
}
