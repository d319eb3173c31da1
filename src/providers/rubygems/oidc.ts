// A stored RubyGems.org key → trusted publishing: RubyGems.org exchanges the job's OIDC token for a key that lives for 15 minutes.
// guides.rubygems.org/trusted-publishing, github.com/rubygems/configure-rubygems-credentials
import type { Migration } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'
import { plan } from './oidc-plan.ts'
import { retire, trust } from './oidc-trust.ts'
import { consumes } from './oidc-uses.ts'

export const trustedPublishing: Migration = {
  id: 'rubygems/trusted-publishing',
  title: 'Publish to RubyGems.org with trusted publishing instead of a stored key',
  issuer: 'github.com',
  consumes,
  plan,
  trust,
  failures,
  retire,
}
