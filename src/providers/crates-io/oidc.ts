// A stored crates.io token → trusted publishing: crates.io exchanges the job's OIDC token for one that lives for 30 minutes.
// crates.io/docs/trusted-publishing, github.com/rust-lang/crates-io-auth-action
import type { Migration } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'
import { plan } from './oidc-plan.ts'
import { retire, trust } from './oidc-trust.ts'
import { consumes } from './oidc-uses.ts'

export const trustedPublishing: Migration = {
  id: 'crates-io/trusted-publishing',
  title: 'Publish to crates.io with trusted publishing instead of a stored token',
  issuer: 'github.com',
  consumes,
  plan,
  trust,
  failures,
  retire,
}
