import type { Provider } from '../../provider.ts'
import { trustedPublishing } from './oidc.ts'
import { tokens } from './tokens.ts'

// PyPI documents no call that only asks: a token is for uploads alone, so there is nothing to verify with.
export const provider: Provider = {
  id: 'pypi',
  title: 'PyPI',
  docs: 'https://pypi.org/help/#apitoken',
  hosts: [],
  tokens,
  migrations: [trustedPublishing],
}
