import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'cloudflare',
  title: 'Cloudflare',
  docs: 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/',
  hosts: ['api.cloudflare.com'],
  tokens,
  verify,
  migrations: [kept],
}
