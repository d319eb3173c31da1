import { codeSpan } from '../../lib/code-span.ts'
import { listed, subjectSteps } from '../../recipes/listed.ts'
import { hcl, ISSUER } from '../../recipes/subject.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'

export function trust(admission: Admission, facts: RepoFacts): Trust {
  const condition = listed(admission, { facts, audience: `https://github.com/${facts.owner ?? 'OWNER'}` })
  return {
    title: `The service account for ${codeSpan(admission.identity.replace('NAMESPACE', 'SERVICE_SLUG'))}`,
    steps: [
      'At Cloudsmith make a service account with the privileges that the job needs, and under Settings → Authentication → OpenID Connect a provider with the claims below that may act as it.',
      ...subjectSteps(admission, 'Cloudsmith'),
    ],
    forms: [
      { title: 'Terraform', language: 'hcl', text: condition.subjects.map((subject, i) => terraform(subject, { i, facts, audience: condition.audience })).join('\n\n') },
      { title: 'The condition alone', language: 'json', text: JSON.stringify(condition, null, 2) },
    ],
  }
}

interface Given {
  readonly i: number
  readonly facts: RepoFacts
  readonly audience: string
}

/** registry.terraform.io/providers/cloudsmith-io/cloudsmith/latest/docs/resources/oidc */
function terraform(subject: string, { i, facts, audience }: Given): string {
  return [
    `resource "cloudsmith_oidc" "github${i === 0 ? '' : `_${i + 1}`}" {`,
    '  namespace        = data.cloudsmith_organization.this.slug_perm',
    '  name             = "github-actions"',
    '  enabled          = true',
    `  provider_url     = "${ISSUER}"`,
    '  service_accounts = [cloudsmith_service.github.slug]',
    '  claims = {',
    `    aud = ${hcl(audience)}`,
    `    sub = ${hcl(subject)}`,
    ...(facts.id === undefined ? [] : [`    repository_id = ${hcl(facts.id)}`]),
    '  }',
    '}',
  ].join('\n')
}

export function retire(): readonly string[] {
  return ['Refresh the API key on the [settings page](https://cloudsmith.io/user/settings/api/) of its user, or of the service account (Accounts → Services), so that the stored one is dead.']
}
