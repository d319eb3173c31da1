// A stored API key of nuget.org → trusted publishing: nuget.org exchanges the job's OIDC token for a key that lives for an hour.
// learn.microsoft.com/nuget/nuget-org/trusted-publishing, github.com/NuGet/login
import type { Migration } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'
import { plan } from './oidc-plan.ts'
import { retire, trust } from './oidc-trust.ts'
import { consumes } from './oidc-uses.ts'

export const trustedPublishing: Migration = {
  id: 'nuget/trusted-publishing',
  title: 'Publish to nuget.org with trusted publishing instead of a stored API key',
  issuer: 'github.com',
  consumes,
  plan,
  trust,
  failures,
  retire,
}
