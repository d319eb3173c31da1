import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'

// A token is asked about at the host of its instance or stack, so there is no verify.
export const provider: Provider = {
  id: 'grafana',
  title: 'Grafana',
  docs: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
  hosts: [],
  tokens,
  migrations: [kept],
}
