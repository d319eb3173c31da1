import type { Provider } from '../../provider.ts'
import { oidc } from './oidc.ts'

export const provider: Provider = {
  id: 'jsr',
  title: 'JSR',
  docs: 'https://jsr.io/docs/publishing-packages',
  hosts: [],
  tokens: [],
  migrations: [oidc],
}
