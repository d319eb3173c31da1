import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'discord',
  title: 'Discord',
  docs: 'https://docs.discord.com/developers/reference#authentication',
  hosts: ['discord.com'],
  tokens,
  verify,
  migrations: [kept],
}
