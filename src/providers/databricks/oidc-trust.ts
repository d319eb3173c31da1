import { codeSpan } from '../../lib/code-span.ts'
import { shellWord } from '../../lib/shell-word.ts'
import { subjectSteps } from '../../recipes/listed.ts'
import { hcl, ISSUER, subjectsIn } from '../../recipes/subject.ts'
import type { Admission, Trust } from '../../workflow.ts'

/** Stands for the account's id, which is the audience where none is named: docs.databricks.com/aws/en/dev-tools/auth/oauth-federation-policy */
const AUDIENCE = 'DATABRICKS_ACCOUNT_ID'

export interface FederationPolicy {
  readonly oidc_policy: { readonly issuer: string; readonly audiences: readonly string[]; readonly subject: string }
}

/** One policy for each subject; a service principal takes up to twenty. */
export function policiesOf(admission: Admission): readonly FederationPolicy[] {
  return subjectsIn(admission).exact.map((subject) => ({ oidc_policy: { issuer: ISSUER, audiences: [AUDIENCE], subject } }))
}

export function trust(admission: Admission): Trust {
  const policies = policiesOf(admission)
  return {
    title: `The service principal for ${codeSpan(admission.identity)}`,
    steps: [
      'At the account level give the service principal the federation policy below; its application ID goes into the variable.',
      'Add it to the workspace, with the rights that the job needs.',
      ...subjectSteps(admission, 'A policy'),
    ],
    forms: [
      { title: 'Terraform', language: 'hcl', text: policies.map(terraform).join('\n\n') },
      { title: 'Databricks CLI', language: 'sh', text: policies.map(command).join('\n') },
      { title: 'The condition alone', language: 'json', text: JSON.stringify(policies.length === 1 ? policies[0] : policies, null, 2) },
    ],
  }
}

function command(policy: FederationPolicy): string {
  return `databricks account service-principal-federation-policy create SERVICE_PRINCIPAL_ID --json ${shellWord(JSON.stringify(policy))}`
}

/** registry.terraform.io/providers/databricks/databricks/latest/docs/resources/service_principal_federation_policy */
function terraform({ oidc_policy: policy }: FederationPolicy, i: number): string {
  return [
    `resource "databricks_service_principal_federation_policy" "github${i === 0 ? '' : `_${i + 1}`}" {`,
    '  service_principal_id = databricks_service_principal.github.id',
    `  policy_id            = "github-actions${i === 0 ? '' : `-${i + 1}`}"`,
    '  oidc_policy = {',
    `    issuer    = "${policy.issuer}"`,
    '    audiences = [var.databricks_account_id]',
    `    subject   = ${hcl(policy.subject)}`,
    '  }',
    '}',
  ].join('\n')
}

export function retire(): readonly string[] {
  return [
    'Revoke the personal access token in the workspace (Settings → Developer → Access tokens), or delete the OAuth secret of the service principal (account console → User management → Service principals → Secrets).',
  ]
}
