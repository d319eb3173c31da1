import type { Provider } from '../../provider.ts'
import { keyless } from './oidc.ts'

export const provider: Provider = {
  id: 'sigstore',
  title: 'Sigstore',
  docs: 'https://docs.sigstore.dev/cosign/key_management/signing_with_self-managed_keys/',
  hosts: [],
  tokens: [],
  migrations: [keyless],
}
