import type { Provider } from '../../provider.ts'
import { federation } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'google',
  title: 'Google',
  docs: 'https://docs.cloud.google.com/docs/authentication/token-types',
  hosts: ['oauth2.googleapis.com'],
  tokens,
  verify,
  migrations: [federation],
}
