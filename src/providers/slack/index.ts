import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { revoke } from './revoke.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'slack',
  title: 'Slack',
  docs: 'https://docs.slack.dev/authentication/tokens',
  hosts: ['slack.com'],
  tokens,
  verify,
  revoke,
  migrations: [kept],
}
