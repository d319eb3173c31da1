import { subjectSteps } from '../../recipes/listed.ts'
import { hcl, ISSUER, subjectsIn } from '../../recipes/subject.ts'
import type { Admission, Trust } from '../../workflow.ts'

/** What the action asks GitHub's token for. */
const AUDIENCE = 'snowflakecomputing.com'

export interface WorkloadIdentity {
  readonly issuer: string
  readonly subject: string
  readonly audience: string
}

/** A service user takes one identity, with one subject: docs.snowflake.com/en/sql-reference/sql/create-user */
export function identitiesOf(admission: Admission): readonly WorkloadIdentity[] {
  return subjectsIn(admission).exact.map((subject) => ({ issuer: ISSUER, subject, audience: AUDIENCE }))
}

export function trust(admission: Admission): Trust {
  const identities = identitiesOf(admission)
  return {
    title: 'The service user',
    steps: [
      'Make a service user with the workload identity below, and grant it the role that the job needs. It knows who logs in by the subject, so no user name is given.',
      ...(identities.length > 1 ? ['Each subject is a service user of its own.'] : []),
      ...subjectSteps(admission, 'Snowflake').filter((step) => !step.startsWith('Each')),
    ],
    forms: [
      { title: 'SQL', language: 'sql', text: identities.map(({ subject }, i) => sql(subject, i)).join('\n\n') },
      { title: 'Terraform', language: 'hcl', text: identities.map(terraform).join('\n\n') },
      { title: 'The condition alone', language: 'json', text: JSON.stringify(identities.length === 1 ? identities[0] : identities, null, 2) },
    ],
  }
}

function sql(subject: string, i: number): string {
  return [
    `CREATE USER GITHUB_ACTIONS${i === 0 ? '' : `_${i + 1}`}`,
    '  TYPE = SERVICE',
    '  WORKLOAD_IDENTITY = (',
    '    TYPE = OIDC',
    `    ISSUER = '${ISSUER}'`,
    `    SUBJECT = '${subject.replaceAll("'", "''")}'`,
    '  );',
  ].join('\n')
}

/** registry.terraform.io/providers/snowflakedb/snowflake/latest/docs/resources/service_user (an experiment of the provider still) */
function terraform({ issuer, subject, audience }: WorkloadIdentity, i: number): string {
  return [
    `resource "snowflake_service_user" "github${i === 0 ? '' : `_${i + 1}`}" {`,
    `  name = "GITHUB_ACTIONS${i === 0 ? '' : `_${i + 1}`}"`,
    '  default_workload_identity {',
    '    oidc {',
    `      issuer             = "${issuer}"`,
    `      subject            = ${hcl(subject)}`,
    `      oidc_audience_list = ["${audience}"]`,
    '    }',
    '  }',
    '}',
  ].join('\n')
}

export function retire(): readonly string[] {
  return [
    'Once nothing else logs in as the old user: `ALTER USER NAME UNSET PASSWORD;` or `ALTER USER NAME UNSET RSA_PUBLIC_KEY;`, in a worksheet of [Snowsight](https://app.snowflake.com/), or drop the user.',
  ]
}
