import type { Provider } from '../../provider.ts'
import { workloadIdentity } from './oidc.ts'

export const provider: Provider = {
  id: 'hcp',
  title: 'HashiCorp Cloud Platform',
  docs: 'https://developer.hashicorp.com/hcp/docs/hcp/iam/service-principal',
  hosts: [],
  tokens: [],
  migrations: [workloadIdentity],
}
