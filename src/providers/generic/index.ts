import type { Provider } from '../../provider.ts'
import { unknown } from './oidc.ts'
import { tokens } from './tokens.ts'

/** Shapes of credentials that nobody in particular issues; so nobody can be asked about them. */
export const provider: Provider = {
  id: 'generic',
  title: 'Generic',
  docs: 'https://www.rfc-editor.org/rfc/rfc7468',
  hosts: [],
  tokens,
  migrations: [unknown],
}
