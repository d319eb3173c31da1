// A service principal's stored secret → a federated credential of the same application, for the job's OIDC token.
// learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust, github.com/Azure/login
import type { Migration } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'
import { plan } from './oidc-plan.ts'
import { retire, trust } from './oidc-trust.ts'
import { consumes } from './oidc-uses.ts'

export const federation: Migration = {
  id: 'azure/federated-credential',
  title: 'Log in to Azure with a federated credential instead of a stored secret',
  consumes,
  plan,
  trust,
  failures,
  retire,
}
