import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'

export const provider: Provider = {
  id: 'fly',
  title: 'Fly.io',
  docs: 'https://fly.io/docs/security/tokens/',
  hosts: [],
  tokens,
  migrations: [kept],
}
