import type { Provider } from '../../provider.ts'
import { kept, remoteCache } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'vercel',
  title: 'Vercel',
  docs: 'https://vercel.com/changelog/new-token-formats-and-secret-scanning',
  hosts: ['api.vercel.com'],
  tokens,
  verify,
  migrations: [remoteCache, kept],
}
