// A stored client secret of Infisical → OIDC: infisical.com/docs/documentation/platform/identities/oidc-auth/github
import { codeSpan } from '../../lib/code-span.ts'
import { hcl, ISSUER } from '../../recipes/subject.ts'
import { switching } from '../../recipes/switching.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'

export const oidc = switching({
  id: 'infisical/oidc',
  title: 'Fetch secrets from Infisical by OIDC instead of a stored client secret',
  thing: 'client secret',
  reason: 'The machine identity logs in with GitHub\'s OIDC token; the stored client secret is not read any more.',
  sites: [{
    action: 'Infisical/secrets-action',
    since: [1, 0, 7],
    like: [1],
    secrets: 'client-secret',
    drop: 'client-id',
    set: [{ input: 'method', value: 'oidc' }, { input: 'identity-id', variable: 'IDENTITY_ID', holds: 'the id of the machine identity' }],
  }],
  words: 'CLIENT SECRET TOKEN MACHINE IDENTITY UNIVERSAL AUTH',
  fallback: 'INFISICAL',
  assumed: [],
  trust,
  failures,
  retire,
  told: [{
    variables: /^INFISICAL_(?:\w{1,40}_)?(?:TOKEN|SECRET)$/,
    commands: /\binfisical\s|app\.infisical\.com/,
    names: 'INFISICAL',
    action: 'report',
    say: 'A machine identity of Infisical takes GitHub\'s OIDC token: `Infisical/secrets-action` with `method: oidc`, or `infisical login --method=oidc-auth` with a token that a '
      + 'step of your own asks GitHub for. The identity is set up at Infisical first.',
  }],
})

/** What an identity is bound to: a subject by value or with `*`, and claims. */
export interface Bound {
  readonly bound_issuer: string
  readonly bound_audiences: readonly string[]
  readonly bound_subject: string
  readonly bound_claims: Readonly<Record<string, string>>
}

/** One identity takes one subject; several that share nothing but the repository are told apart by their own identities. */
export function boundTo({ subjects }: Admission, facts: RepoFacts): readonly Bound[] {
  const claims = { ...(facts.id === undefined ? {} : { repository_id: facts.id }), ...(facts.ownerId === undefined ? {} : { repository_owner_id: facts.ownerId }) }
  const audience = `https://github.com/${facts.owner ?? 'OWNER'}`
  return subjects.map(({ text }) => ({ bound_issuer: ISSUER, bound_audiences: [audience], bound_subject: text, bound_claims: claims }))
}

export function trust(admission: Admission, facts: RepoFacts): Trust {
  const bound = boundTo(admission, facts)
  return {
    title: `The machine identity for ${codeSpan(admission.identity)}`,
    steps: [
      'In Infisical under Access Control → Machine Identities give an identity the one project and the authentication method OIDC with the bounds below.',
      'Shorten its access token\'s life: 30 days is what Infisical takes where nothing is said.',
      ...(bound.length > 1 ? ['Each subject is an identity of its own; set the variable in each environment.'] : []),
    ],
    forms: [
      { title: 'Terraform', language: 'hcl', text: bound.map((one, i) => terraform(one, i)).join('\n\n') },
      { title: 'The condition alone', language: 'json', text: JSON.stringify(bound.length === 1 ? bound[0] : bound, null, 2) },
    ],
  }
}

/** registry.terraform.io/providers/Infisical/infisical/latest/docs/resources/identity_oidc_auth */
function terraform(bound: Bound, i: number): string {
  const claims = Object.entries(bound.bound_claims).map(([name, value]) => `    ${name} = ${hcl(value)}`)
  return [
    `resource "infisical_identity_oidc_auth" "github${i === 0 ? '' : `_${i + 1}`}" {`,
    '  identity_id        = infisical_identity.github.id',
    `  oidc_discovery_url = "${ISSUER}"`,
    `  bound_issuer       = "${ISSUER}"`,
    `  bound_audiences    = ${hcl(bound.bound_audiences)}`,
    `  bound_subject      = ${hcl(bound.bound_subject)}`,
    ...(claims.length === 0 ? [] : ['  bound_claims = {', ...claims, '  }']),
    '  access_token_ttl     = 900',
    '  access_token_max_ttl = 900',
    '}',
  ].join('\n')
}

function retire(): readonly string[] {
  return ['Delete the client secret of the machine identity in Infisical (Access Control → Machine Identities → Universal Auth), then its Universal Auth altogether.']
}
