import type { Provider } from '../../provider.ts'
import { identity } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'doppler',
  title: 'Doppler',
  docs: 'https://docs.doppler.com/reference/auth-token-formats',
  hosts: ['api.doppler.com'],
  tokens,
  verify,
  migrations: [identity],
}
