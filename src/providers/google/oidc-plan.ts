import { codeSpan } from '../../lib/code-span.ts'
import { openedGates } from '../../recipes/gates.ts'
import { baseName } from '../../recipes/names.ts'
import { commonTrouble, strayTrouble } from '../../recipes/trouble.ts'
import type { Around, Plan, Step, Use } from '../../workflow.ts'
import { loginChanges } from './oidc-login.ts'
import { sdkTrouble } from './oidc-sdk.ts'
import { imageTrouble, readersTrouble, remoteTrouble } from './oidc-traps.ts'
import { consumes } from './oidc-uses.ts'

/** Each key by itself: gone everywhere in the file, or told why not. */
export function plan(uses: readonly Use[], around: Around): Promise<readonly Plan[]> {
  const secrets = [...new Set(uses.map(({ flow }) => flow.secret))]
  return Promise.all(secrets.map((secret) => planKey(uses.filter(({ flow }) => flow.secret === secret), around)))
}

async function planKey(uses: readonly Use[], around: Around): Promise<Plan> {
  const trouble = strayTrouble(uses)
    ?? uses.map(troubleAt).find((why) => why !== undefined)
    ?? commonTrouble(uses, { around, thing: 'key', act: 'log in', gates: 'opened' })
    ?? readersTrouble(uses)
    ?? remoteTrouble(uses)
    ?? sdkTrouble(uses)
  if (trouble !== undefined) return { state: 'report', uses, reason: trouble }
  const base = baseName(uses[0]?.flow.secret ?? '', { others: keysOf(around), drop: DROP, fallback: 'GCP' })
  const made = loginChanges(uses, base)
  if ('trouble' in made) return { state: 'report', uses, reason: made.trouble }
  const image = await imageTrouble(made.files, around.facts)
  if (image.trouble !== undefined) return { state: 'report', uses, reason: image.trouble }
  return {
    state: 'rewrite',
    uses,
    reason: `The job acts as the service account in ${codeSpan(`vars.${base}_SERVICE_ACCOUNT`)} for its OIDC token; the stored key is not read any more.`,
    changes: [...made.changes, ...openedGates(uses, { around, instead: `vars.${base}_SERVICE_ACCOUNT` })],
    grants: [{
      identity: `vars.${base}_SERVICE_ACCOUNT`,
      variables: [
        { name: `${base}_WORKLOAD_IDENTITY_PROVIDER`, holds: 'the full name of the provider, `projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER`' },
        { name: `${base}_SERVICE_ACCOUNT`, holds: 'the e-mail address of the service account that the key belongs to' },
      ],
      places: made.places,
    }],
    assumed: [...image.assumed, ...(uses.some(({ flow }) => (flow.job?.steps ?? []).some(callsGsutil)) ? [GSUTIL] : [])],
  }
}

const GSUTIL = '`gsutil` takes the login of `setup-gcloud` from version 390 of the Cloud SDK on; `gcloud storage` always does.'

function callsGsutil(step: Step): boolean {
  return step.commands.some(({ words }) => words[0] === 'gsutil')
}

const DROP = new Set([
  'SERVICE', 'ACCOUNT', 'SERVICEACCOUNT', 'SA', 'SVC', 'KEY', 'KEYFILE', 'JSON', 'CREDENTIALS', 'CREDENTIAL', 'CREDS', 'CRED', 'AUTH', 'SECRET', 'FILE',
  'BASE64', 'B64', 'TOKEN', 'PASSWORD', 'APPLICATION', 'DATA', 'JSONKEY',
])

/** All keys of the repository, as far as its workflows tell. */
function keysOf({ workflows }: Around): readonly string[] {
  return workflows.flatMap(({ flows }) => flows.filter((flow) => consumes(flow) !== undefined).map(({ secret }) => secret))
}

const FIREBASE = `takes a service account key and nothing else. Log in with \`google-github-actions/auth\` and deploy with \`firebase deploy\` of firebase-tools,
which finds the login by itself.`.replaceAll('\n', ' ')

/** Why a use cannot be rewritten, whatever else there is. */
function troubleAt({ flow, as }: Use): string | undefined {
  const action = codeSpan(flow.step?.uses?.name ?? 'the step')
  switch (as) {
    case 'firebase':
      return `${action} ${FIREBASE}`
    case 'firebase-token':
      return 'Log in with `google-github-actions/auth` instead of `FIREBASE_TOKEN`, which firebase-tools gives up; the service account needs the roles of the person whose token it was.'
    case 'gemini':
      return 'Gemini takes no OIDC token for an API key; through Vertex AI it does (`gcp_workload_identity_provider`, `use_vertex_ai`), which is another product with another bill.'
    case 'old-action':
      return `${action} of this version takes the key itself; raise it to a version that finds the login of \`google-github-actions/auth\`.`
    case 'program':
      return 'A program reads the key itself; whether it takes the credentials of a workload identity federation instead is not known.'
    case 'named':
    case 'input':
      return `What ${flow.step?.uses === undefined ? 'the program' : action} does with the key is not known; after \`google-github-actions/auth\` most programs find credentials by themselves.`
    default:
      return undefined
  }
}
