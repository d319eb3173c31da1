import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'telegram',
  title: 'Telegram',
  docs: 'https://core.telegram.org/bots/features#generating-an-authentication-token',
  hosts: ['api.telegram.org'],
  tokens,
  verify,
  migrations: [kept],
}
