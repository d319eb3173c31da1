import { codeSpan } from '../../lib/code-span.ts'
import { listed, subjectSteps, type Listed } from '../../recipes/listed.ts'
import { hcl, ISSUER } from '../../recipes/subject.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'

/** Only the claims of the mapping are tested, so the audience is one of them: README of jfrog/setup-jfrog-cli. */
export const AUDIENCE = 'jfrog-github'

/** What one identity mapping wants, by value. */
export function claimsFor(subject: string, { audience, claims }: Listed): Readonly<Record<string, string>> {
  return { aud: audience, sub: subject, ...claims }
}

export function trust(admission: Admission, facts: RepoFacts): Trust {
  const condition = listed(admission, { facts, audience: AUDIENCE })
  const mappings = condition.subjects.map((subject) => claimsFor(subject, condition))
  return {
    title: `The OIDC integration for ${codeSpan(admission.identity)}`,
    steps: [
      'In the JFrog Platform under Administration → General → Manage Integrations make an OpenID Connect integration for GitHub; its provider name goes into the variable.',
      'Add an identity mapping with the claims below for the user or the scope that the job needs, and a short expiry.',
      ...subjectSteps(admission, 'A mapping'),
    ],
    forms: [
      { title: 'Terraform', language: 'hcl', text: terraform(mappings, facts) },
      { title: 'The condition alone', language: 'json', text: JSON.stringify(condition, null, 2) },
    ],
  }
}

/** registry.terraform.io/providers/jfrog/platform/latest/docs/resources/oidc_configuration and oidc_identity_mapping */
function terraform(mappings: readonly Readonly<Record<string, string>>[], facts: RepoFacts): string {
  const configuration = [
    'resource "platform_oidc_configuration" "github" {',
    '  name          = "github-actions"',
    `  issuer_url    = "${ISSUER}"`,
    '  provider_type = "GitHub"',
    ...(facts.owner === undefined ? [] : [`  organization  = ${hcl(facts.owner)}`]),
    `  audience      = "${AUDIENCE}"`,
    '}',
  ]
  const each = mappings.map((claims, i) => [
    '',
    `resource "platform_oidc_identity_mapping" "github${i === 0 ? '' : `_${i + 1}`}" {`,
    `  name          = "github-actions-${i + 1}"`,
    '  provider_name = platform_oidc_configuration.github.name',
    `  priority      = ${i + 1}`,
    '  claims_json = jsonencode({',
    ...Object.entries(claims).map(([name, value]) => `    ${name} = ${hcl(value)}`),
    '  })',
    '  token_spec = {',
    '    username   = "USER"',
    '    scope      = "applied-permissions/user"',
    '    audience   = "*@*"',
    '    expires_in = 600',
    '  }',
    '}',
  ].join('\n'))
  return [...configuration, ...each].join('\n')
}

export function retire(): readonly string[] {
  return ['Revoke the access token in the JFrog Platform under Administration → User Management → Access Tokens; a password or API key is changed on its user\'s profile page.']
}
