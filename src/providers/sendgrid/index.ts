import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'sendgrid',
  title: 'SendGrid',
  docs: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
  hosts: ['api.sendgrid.com', 'api.eu.sendgrid.com'],
  tokens,
  verify,
  migrations: [kept],
}
