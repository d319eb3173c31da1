// A stored API key of Octopus Deploy → a service account's OIDC identity: octopus.com/docs/octopus-rest-api/openid-connect/github-actions
import { codeSpan } from '../../lib/code-span.ts'
import { subjectSteps } from '../../recipes/listed.ts'
import { hcl, ISSUER, subjectsIn } from '../../recipes/subject.ts'
import { switching } from '../../recipes/switching.ts'
import type { Admission, Migration, Trust } from '../../workflow.ts'
import { isGiven, withLogin } from './oidc-actions.ts'
import { failures } from './oidc-failures.ts'

const byAction = switching({
  id: 'octopus/oidc',
  title: 'Log in to Octopus Deploy by OIDC instead of a stored API key',
  thing: 'key',
  reason: 'A service account logs in with GitHub\'s OIDC token; the stored API key is not read any more.',
  sites: [{
    action: 'OctopusDeploy/login',
    since: [1],
    secrets: 'api_key',
    set: [{ input: 'service_account_id', variable: 'SERVICE_ACCOUNT_ID', holds: 'the id of the service account' }],
  }],
  words: 'API KEY APIKEY TOKEN',
  fallback: 'OCTOPUS',
  assumed: ['Later steps use actions of Octopus of version 3 and newer, or its CLI 1.6 and newer, which take the access token that the login leaves behind.'],
  trust,
  failures,
  retire,
  told: [{
    inputs: { 'octopusdeploy/*': 'api_key octopus_api_key' },
    variables: /^OCTOPUS_(?:\w{1,40}_)?(?:API_?KEY|KEY|TOKEN)$/,
    commands: /\bocto(?:pus)?\s.{0,300}--api-?key/i,
    names: 'OCTOPUS',
    action: 'report',
    say: 'Octopus Deploy takes GitHub\'s OIDC token of a service account: put `OctopusDeploy/login` with `service_account_id` in front, and use actions of version 3 and newer (or the '
      + 'CLI 1.6 and newer) without a key. Which of them run in this job decides whether that works.',
  }],
})

export const oidc: Migration = {
  ...byAction,
  consumes: (flow) => (isGiven(flow) ? { flow, as: 'given' } : byAction.consumes(flow)),
  async plan(uses, around) {
    const given = [...Map.groupBy(uses.filter(({ as }) => as === 'given'), ({ flow }) => flow.secret).values()]
    return [...given.map((own) => withLogin(own, around)), ...await byAction.plan(uses.filter(({ as }) => as !== 'given'), around)]
  },
}

/** The audience is the service account's own id, which Octopus shows: octopus.com/docs/octopus-rest-api/openid-connect/other-issuers */
export function identitiesOf(admission: Admission): readonly { readonly issuer: string; readonly subject: string; readonly audience: string }[] {
  return subjectsIn(admission).exact.map((subject) => ({ issuer: ISSUER, subject, audience: 'SERVICE_ACCOUNT_ID' }))
}

export function trust(admission: Admission): Trust {
  const identities = identitiesOf(admission)
  return {
    title: `The service account for ${codeSpan(admission.identity)}`,
    steps: [
      'In Octopus under Configuration → Users make a service account with the permissions that the job needs, and give it an OIDC identity for GitHub Actions with the subject below.',
      ...subjectSteps(admission, 'An exact identity of Octopus'),
    ],
    forms: [
      { title: 'Terraform', language: 'hcl', text: identities.map(({ subject }, i) => terraform(subject, i)).join('\n\n') },
      { title: 'The condition alone', language: 'json', text: JSON.stringify(identities.length === 1 ? identities[0] : identities, null, 2) },
    ],
  }
}

/** registry.terraform.io/providers/OctopusDeploy/octopusdeploy/latest/docs/resources/service_account_oidc_identity */
function terraform(subject: string, i: number): string {
  return [
    `resource "octopusdeploy_service_account_oidc_identity" "github${i === 0 ? '' : `_${i + 1}`}" {`,
    '  service_account_id = octopusdeploy_user.github.id',
    '  name               = "github-actions"',
    `  issuer             = "${ISSUER}"`,
    `  subject            = ${hcl(subject)}`,
    '}',
  ].join('\n')
}

function retire(): readonly string[] {
  return ['Revoke the API key in Octopus on the page of its user (Profile → My API Keys, or Configuration → Users).']
}
