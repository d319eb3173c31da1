import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'netlify',
  title: 'Netlify',
  docs: 'https://answers.netlify.com/t/change-to-the-netlify-authentication-token-format/106146',
  hosts: ['api.netlify.com'],
  tokens,
  verify,
  migrations: [kept],
}
