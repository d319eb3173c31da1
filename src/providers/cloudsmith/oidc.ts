// A stored API key of Cloudsmith → a service account's OIDC provider: docs.cloudsmith.com/authentication/openid-connect
import { codeSpan } from '../../lib/code-span.ts'
import { listed, subjectSteps } from '../../recipes/listed.ts'
import { hcl, ISSUER } from '../../recipes/subject.ts'
import { switching } from '../../recipes/switching.ts'
import type { Admission, RepoFacts, Step, Trust } from '../../workflow.ts'

export const oidc = switching({
  id: 'cloudsmith/oidc',
  title: 'Log in to Cloudsmith by OIDC instead of a stored API key',
  thing: 'key',
  reason: 'A service account logs in with GitHub\'s OIDC token; the stored API key is not read any more.',
  sites: [{
    action: 'cloudsmith-io/cloudsmith-cli-action',
    since: [1, 0, 3],
    secrets: 'api-key',
    set: [
      { input: 'oidc-namespace', variable: 'NAMESPACE', holds: 'the organization at Cloudsmith' },
      { input: 'oidc-service-slug', variable: 'SERVICE_SLUG', holds: 'the slug of the service account' },
    ],
    trouble: troubleWith,
  }],
  words: 'API KEY TOKEN',
  fallback: 'CLOUDSMITH',
  assumed: [],
  trust,
  retire,
  told: [{
    variables: /^CLOUDSMITH_(?:\w{1,40}_)?(?:KEY|TOKEN|PASSWORD)$/,
    inputs: { 'cloudsmith-io/action': 'api-key' },
    commands: /\bcloudsmith\s|\.cloudsmith\.(?:io|com)/,
    image: /^docker\.cloudsmith\.io/,
    names: 'CLOUDSMITH',
    action: 'report',
    say: 'Cloudsmith takes GitHub\'s OIDC token of a service account: `cloudsmith-io/cloudsmith-cli-action` with `oidc-namespace`, `oidc-service-slug` and `export-auth-token: true` in front '
      + 'leaves a short-lived `CLOUDSMITH_API_KEY` behind. The service account and its OIDC provider are made at Cloudsmith first.',
  }],
})

/** Version 3 leaves the key in the environment of later steps only where it was given one. */
function troubleWith(step: Step): string | undefined {
  const reader = step.job.steps.find((one) => one.index > step.index && /CLOUDSMITH_API_KEY/.test([one.run ?? '', ...[...one.with, ...one.env].map(({ value }) => value)].join('\n')))
  return reader === undefined ? undefined : `The step on line ${reader.line} reads \`CLOUDSMITH_API_KEY\` that this one leaves behind; with OIDC it does so only with \`export-auth-token: true\` (version 3).`
}

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

function retire(): readonly string[] {
  return ['Refresh the API key on the [settings page](https://cloudsmith.io/user/settings/api/) of its user, or of the service account (Accounts → Services), so that the stored one is dead.']
}
