import type { Provider } from '../../provider.ts'
import { told } from './oidc.ts'
import { SITES } from './sites.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'datadog',
  title: 'Datadog',
  docs: 'https://docs.datadoghq.com/account_management/api-app-keys/',
  hosts: Object.values(SITES),
  tokens,
  verify,
  migrations: [told],
}
