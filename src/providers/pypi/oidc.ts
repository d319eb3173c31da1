// A stored PyPI token → trusted publishing: PyPI exchanges the job's OIDC token for one that lives for 15 minutes.
// docs.pypi.org/trusted-publishers
import type { Migration } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'
import { plan } from './oidc-plan.ts'
import { retire, trust } from './oidc-trust.ts'
import { consumes } from './oidc-uses.ts'

export const trustedPublishing: Migration = {
  id: 'pypi/trusted-publishing',
  title: 'Publish to PyPI with trusted publishing instead of a stored token',
  issuer: 'github.com',
  consumes,
  plan,
  trust,
  failures,
  retire,
}
