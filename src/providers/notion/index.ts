import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'notion',
  title: 'Notion',
  docs: 'https://developers.notion.com/reference/authentication',
  hosts: ['api.notion.com'],
  tokens,
  verify,
  migrations: [kept],
}
