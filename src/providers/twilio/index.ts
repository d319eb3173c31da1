import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'twilio',
  title: 'Twilio',
  docs: 'https://www.twilio.com/docs/iam/api-keys',
  hosts: ['api.twilio.com'],
  tokens,
  verify,
  migrations: [kept],
}
