import type { Provider } from '../../provider.ts'
import { assigned } from './assigned.ts'
import { jwt } from './jwt.ts'
import { unknown } from './oidc.ts'
import { privateKey } from './private-key.ts'
import { urlPassword } from './url-password.ts'

/** Shapes of credentials that nobody in particular issues; so nobody can be asked about them. */
export const provider: Provider = {
  id: 'generic',
  title: 'Generic',
  docs: 'https://www.rfc-editor.org/rfc/rfc7468',
  hosts: [],
  tokens: [privateKey, jwt, urlPassword, assigned],
  migrations: [unknown],
}
