import type { Provider } from '../../provider.ts'
import { tokens } from './tokens.ts'
import { vaultRole } from './vault.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'hashicorp',
  title: 'HashiCorp',
  docs: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  hosts: ['app.terraform.io'],
  tokens,
  migrations: [vaultRole],
  verify,
}
