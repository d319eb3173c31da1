import type { Provider } from '../../provider.ts'
import { told } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'openai',
  title: 'OpenAI',
  docs: 'https://platform.openai.com/docs/api-reference/authentication',
  hosts: ['api.openai.com'],
  tokens,
  verify,
  migrations: [told],
}
