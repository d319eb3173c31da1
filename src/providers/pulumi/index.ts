import type { Provider } from '../../provider.ts'
import { accessToken } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'pulumi',
  title: 'Pulumi',
  docs: 'https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/',
  hosts: ['api.pulumi.com'],
  tokens,
  verify,
  migrations: [accessToken],
}
