import { codeSpan } from '../../lib/code-span.ts'
import { ISSUER } from '../../recipes/subject.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'

export interface Policy {
  readonly decision: 'allow'
  readonly tokenType: 'organization'
  /** By value, or with `*` for any text: pulumi.com/docs/administration/guides/oidc-issuers */
  readonly rules: Readonly<Record<string, string>>
}

const ORGANIZATION = 'ORGANIZATION'

/** One policy for each subject; what none of them allows is refused. */
export function policiesOf({ subjects }: Admission, facts: RepoFacts): readonly Policy[] {
  const id = facts.id === undefined ? {} : { repository_id: facts.id }
  return subjects.map(({ text }) => ({ decision: 'allow', tokenType: 'organization', rules: { aud: `urn:pulumi:org:${ORGANIZATION}`, sub: text, ...id } }))
}

export function trust(admission: Admission, facts: RepoFacts): Trust {
  const policies = policiesOf(admission, facts)
  return {
    title: `The OIDC issuer for ${codeSpan(admission.identity)}`,
    steps: [
      'In Pulumi Cloud under Settings → Access Management → OIDC Issuers register GitHub\'s issuer (once for the organization), and give it the policies below.',
      'Put the organization\'s name for `ORGANIZATION` there and into the variable.',
    ],
    forms: [
      { title: 'Pulumi', language: 'yaml', text: program(policies) },
      { title: 'The policies alone', language: 'json', text: JSON.stringify(policies, null, 2) },
    ],
  }
}

/** pulumi.com/registry/packages/pulumiservice/api-docs/oidcissuer */
function program(policies: readonly Policy[]): string {
  const listed = policies.flatMap(({ rules }) => [
    '        - decision: allow',
    '          tokenType: organization',
    '          rules:',
    ...Object.entries(rules).map(([name, value]) => `            ${name}: ${JSON.stringify(value)}`),
  ])
  return [
    'resources:',
    '  github:',
    '    type: pulumiservice:OidcIssuer',
    '    properties:',
    `      organization: ${ORGANIZATION}`,
    '      name: github-actions',
    `      url: ${ISSUER}`,
    '      policies:',
    ...listed,
  ].join('\n')
}

export function retire(): readonly string[] {
  return ['Delete the access token in Pulumi Cloud: a person\'s on the [tokens page](https://app.pulumi.com/account/tokens), an organization\'s or team\'s under Settings → Access Management.']
}
