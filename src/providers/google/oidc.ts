// A stored service account key → the service account, lent to the job for its GitHub OIDC token.
// https://github.com/google-github-actions/auth#workload-identity-federation-through-a-service-account
import type { Migration } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'
import { plan } from './oidc-plan.ts'
import { retire, trust } from './oidc-trust.ts'
import { consumes } from './oidc-uses.ts'

export const federation: Migration = {
  id: 'google/workload-identity',
  title: 'Use workload identity federation instead of a stored service account key',
  consumes,
  plan,
  trust,
  failures,
  retire,
}
