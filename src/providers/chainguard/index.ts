import type { Provider } from '../../provider.ts'
import { told } from './oidc.ts'

export const provider: Provider = {
  id: 'chainguard',
  title: 'Chainguard',
  docs: 'https://edu.chainguard.dev/chainguard/chainguard-images/how-to-use/chainguard-registry-auth/',
  hosts: [],
  tokens: [],
  migrations: [told],
}
