import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'

export const provider: Provider = {
  id: 'new-relic',
  title: 'New Relic',
  docs: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  hosts: [],
  tokens,
  migrations: [kept],
}
