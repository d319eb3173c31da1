// A stored service principal key of HCP → workload identity: developer.hashicorp.com/hcp/docs/hcp/iam/service-principal/workload-identity-federation
import { codeSpan } from '../../lib/code-span.ts'
import { hcl, ISSUER, subjectsIn } from '../../recipes/subject.ts'
import { switching } from '../../recipes/switching.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'

export const workloadIdentity = switching({
  id: 'hcp/workload-identity',
  title: 'Log in to HCP with a workload identity instead of a stored service principal key',
  thing: 'key',
  reason: 'The service principal is reached with GitHub\'s OIDC token; its stored key is not read any more.',
  sites: [{
    action: 'hashicorp/hcp-auth-action',
    since: [0],
    secrets: 'client_secret',
    drop: 'client_id',
    set: [{ input: 'workload_identity_provider', variable: 'WORKLOAD_IDENTITY_PROVIDER', holds: 'the resource name of the workload identity provider (`iam/project/…/workload-identity-provider/…`)' }],
  }],
  words: 'CLIENT SECRET KEY TOKEN',
  fallback: 'HCP',
  assumed: [],
  trust,
  failures,
  retire,
  told: [{
    variables: /^HCP_(?:\w{1,40}_)?SECRET$/,
    commands: /\bhcp\s+auth\b|\bvlt\s+login\b/,
    names: 'HCP_CLIENT',
    action: 'report',
    say: 'HCP takes GitHub\'s OIDC token through a workload identity provider of the service principal: `hashicorp/hcp-auth-action` in front of the steps logs in, and its credentials '
      + 'file must be what the program reads. The provider is made at HCP first.',
  }],
})

/** As HCP's conditions read it. developer.hashicorp.com/hcp/docs/hcp/iam/service-principal/workload-identity-federation */
export function conditionOf(admission: Admission, facts: RepoFacts): string {
  const { exact, patterns } = subjectsIn(admission)
  const equal = exact.map((text) => `jwt_claims.sub == ${quoted(text)}`)
  const like = patterns.map((text) => `jwt_claims.sub matches ${quoted(`^${text.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)}`)
  const subjects = [...equal, ...like]
  const id = facts.id === undefined ? [] : [`jwt_claims.repository_id == ${quoted(facts.id)}`]
  return [...id, subjects.length === 1 ? (subjects[0] ?? '') : `(${subjects.join(' or ')})`].join(' and ')
}

/** As Go reads a string: github.com/hashicorp/go-bexpr, grammar/grammar.peg */
function quoted(text: string): string {
  return JSON.stringify(text)
}

export function trust(admission: Admission, facts: RepoFacts): Trust {
  const condition = conditionOf(admission, facts)
  return {
    title: `The workload identity provider for ${codeSpan(admission.identity)}`,
    steps: ['In HCP under Access control (IAM) → Service principals give the principal a workload identity provider for GitHub\'s issuer with the condition below.'],
    forms: [
      {
        title: 'Terraform',
        language: 'hcl',
        text: [
          'resource "hcp_iam_workload_identity_provider" "github" {',
          '  name              = "github"',
          '  service_principal = hcp_service_principal.github.resource_name',
          '  oidc = {',
          `    issuer_uri = "${ISSUER}"`,
          '  }',
          `  conditional_access = ${hcl(condition)}`,
          '}',
        ].join('\n'),
      },
      { title: 'The condition alone', language: 'json', text: JSON.stringify({ issuer: ISSUER, conditional_access: condition }, null, 2) },
    ],
  }
}

function retire(): readonly string[] {
  return ['Delete the key of the service principal in the [HCP portal](https://portal.cloud.hashicorp.com/) (Access control → Service principals → Keys).']
}
