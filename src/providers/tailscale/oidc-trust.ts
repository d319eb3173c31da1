import { codeSpan } from '../../lib/code-span.ts'
import { hcl, ISSUER } from '../../recipes/subject.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'

interface Identity {
  readonly issuer: string
  /** `*` stands for any text. */
  readonly subject: string
  readonly custom_claim_rules: Readonly<Record<string, string>>
}

/** One federated identity for each subject; the tags are those of the step. */
export function identitiesOf({ subjects }: Admission, facts: RepoFacts): readonly Identity[] {
  const rules = { ...(facts.id === undefined ? {} : { repository_id: facts.id }), ...(facts.ownerId === undefined ? {} : { repository_owner_id: facts.ownerId }) }
  return subjects.map(({ text }) => ({ issuer: ISSUER, subject: text, custom_claim_rules: rules }))
}

export function trust(admission: Admission, facts: RepoFacts): Trust {
  const identities = identitiesOf(admission, facts)
  const tags = [...new Set(admission.places.flatMap(({ job }) => job.steps.flatMap(tagsOf)))]
  return {
    title: `The federated identity for ${codeSpan(admission.identity)}`,
    steps: [
      'Under [Settings → Trust credentials](https://login.tailscale.com/admin/settings/trust-credentials) add an OpenID Connect credential for GitHub with the subject below, the scope `auth_keys` and the tags of the step.',
      'Its client ID and its audience go into the variables below; neither is a secret.',
      ...(identities.length > 1 ? ['Each subject is a credential of its own; set the variables in each environment, or keep the one subject that all jobs share.'] : []),
    ],
    forms: [
      { title: 'Terraform', language: 'hcl', text: identities.map((identity, i) => terraform(identity, { i, tags })).join('\n\n') },
      { title: 'The condition alone', language: 'json', text: JSON.stringify(identities.length === 1 ? identities[0] : identities, null, 2) },
    ],
  }
}

function tagsOf(step: { readonly uses?: { readonly name: string }; readonly with: readonly { readonly name: string; readonly value: string }[] }): readonly string[] {
  if (step.uses?.name !== 'tailscale/github-action') return []
  return step.with.flatMap(({ name, value }) => (name === 'tags' && !value.includes('${{') ? value.split(',').map((tag) => tag.trim()) : []))
}

/** registry.terraform.io/providers/tailscale/tailscale/latest/docs/resources/federated_identity */
function terraform({ issuer, subject, custom_claim_rules: rules }: Identity, { i, tags }: { readonly i: number; readonly tags: readonly string[] }): string {
  const claims = Object.entries(rules).map(([name, value]) => `    ${name} = ${hcl(value)}`)
  return [
    `resource "tailscale_federated_identity" "github${i === 0 ? '' : `_${i + 1}`}" {`,
    `  issuer  = ${hcl(issuer)}`,
    `  subject = ${hcl(subject)}`,
    '  scopes  = ["auth_keys"]',
    `  tags    = ${hcl(tags.length === 0 ? ['tag:ci'] : tags)}`,
    ...(claims.length === 0 ? [] : ['  custom_claim_rules = {', ...claims, '  }']),
    '}',
  ].join('\n')
}

export function retire(): readonly string[] {
  return [
    'Revoke the auth key on Tailscale\'s [keys page](https://login.tailscale.com/admin/settings/keys), or the OAuth client under [trust credentials](https://login.tailscale.com/admin/settings/trust-credentials).',
  ]
}
