import type { Provider } from '../../provider.ts'
import { workloadIdentity } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'anthropic',
  title: 'Anthropic',
  docs: 'https://platform.claude.com/docs/en/api/overview',
  hosts: ['api.anthropic.com'],
  tokens,
  verify,
  migrations: [workloadIdentity],
}
