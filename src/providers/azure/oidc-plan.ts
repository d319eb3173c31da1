import { codeSpan } from '../../lib/code-span.ts'
import { openedGates } from '../../recipes/gates.ts'
import { baseName } from '../../recipes/names.ts'
import { commonTrouble, strayTrouble } from '../../recipes/trouble.ts'
import type { Around, Plan, Use } from '../../workflow.ts'
import { loginChanges } from './oidc-login.ts'
import { consumes } from './oidc-uses.ts'

/** Each secret by itself: gone everywhere in the file, or told why not. */
export function plan(uses: readonly Use[], around: Around): readonly Plan[] {
  const secrets = [...new Set(uses.map(({ flow }) => flow.secret))]
  return secrets.map((secret) => planSecret(uses.filter(({ flow }) => flow.secret === secret), around))
}

const STATIC = 'Static Web Apps takes a deployment token and no OIDC token: keep it in an environment with protection rules, and reset it on a schedule (Overview → Manage deployment token).'

function planSecret(uses: readonly Use[], around: Around): Plan {
  if (uses.every(({ as }) => as === 'static')) return { state: 'advice', uses, reason: STATIC }
  const trouble = strayTrouble(uses.filter(({ as }) => !as.startsWith('named-')))
    ?? uses.map(troubleAt).find((why) => why !== undefined)
    ?? commonTrouble(uses, { around, thing: 'secret', act: 'log in', gates: 'opened' })
  if (trouble !== undefined) return { state: 'report', uses, reason: trouble }
  const base = baseName(uses[0]?.flow.secret ?? '', { others: secretsOf(around), drop: DROP, fallback: 'AZURE' })
  const made = loginChanges(uses, base)
  if ('trouble' in made) return { state: 'report', uses, reason: made.trouble }
  const instead = made.grants.map(({ identity }) => identity).find((identity) => /^(?:vars|secrets)\.\w{1,256}$/.test(identity))
  const gates = instead === undefined ? [] : openedGates(uses, { around, instead })
  const identities = [...new Set(made.grants.map(({ identity }) => codeSpan(identity)))].join(' and ')
  return {
    state: 'rewrite',
    uses,
    reason: `The job logs in as the application ${identities} with its OIDC token; the stored secret is not read any more.`,
    ...made,
    changes: [...made.changes, ...gates],
  }
}

const DROP = new Set([
  'CREDENTIALS', 'CREDENTIAL', 'CREDS', 'CRED', 'SERVICE', 'PRINCIPAL', 'SP', 'SPN', 'JSON', 'SECRET', 'RBAC', 'LOGIN', 'AUTH', 'TOKEN', 'PASSWORD', 'PASS',
  'KEY', 'CLIENT', 'PWD',
])

function secretsOf({ workflows }: Around): readonly string[] {
  return workflows.flatMap(({ flows }) => flows.filter((flow) => consumes(flow) !== undefined).map(({ secret }) => secret))
}

const PROFILE = `A publish profile is a password of the app itself. Log in with \`azure/login\` and take \`publish-profile\` out once the application has the role
"Website Contributor" on the app; then switch basic authentication off.`.replaceAll('\n', ' ')
const STORAGE = 'A storage account\'s key opens all of it. Log in with `azure/login`, give the application a role for the data (Storage Blob Data Contributor) and pass `--auth-mode login`.'
const DEVOPS = `Azure DevOps takes a token of Entra from a service principal or a managed identity that is a member of the organization: log in with \`azure/login\` and get it
with \`az account get-access-token --resource 499b84ac-1321-427f-aa17-267ca6975798\`.`.replaceAll('\n', ' ')
const OPENAI = 'Azure OpenAI takes a token of Entra instead of a key: log in with `azure/login`, give the application the role "Cognitive Services OpenAI User", and let the program use DefaultAzureCredential.'
const SQL = 'Azure SQL lets applications of Entra in: log in with `azure/login`, make the application a user of the database, and write `Authentication=Active Directory Default` instead of a password.'
const SIGN_TOOL = 'AzureSignTool takes an access token instead of a secret: log in with `azure/login` and hand it `az account get-access-token --resource https://vault.azure.net` (`-kva`).'
const SDK = `A program reads \`AZURE_CLIENT_SECRET\` by itself. If it uses DefaultAzureCredential it finds the login of \`azure/login\` without it; whether it does
is not known.`.replaceAll('\n', ' ')

/** Why a use cannot be rewritten, whatever else there is. */
function troubleAt({ flow, as }: Use): string | undefined {
  const action = flow.step?.uses === undefined ? 'the program' : codeSpan(flow.step.uses.name)
  switch (as) {
    case 'profile':
    case 'named-profile':
      return PROFILE
    case 'storage':
    case 'named-storage':
      return STORAGE
    case 'devops':
    case 'named-devops':
      return DEVOPS
    case 'named-openai':
      return OPENAI
    case 'sql':
    case 'named-sql':
      return SQL
    case 'signtool':
      return SIGN_TOOL
    case 'sdk':
      return SDK
    case 'old-action':
      return `${action} of this version logs in by itself; raise it to one that uses the login of \`azure/login\`.`
    case 'named-registry':
      return 'Which registry this is a password for is told at run time; for one of Azure\'s it is `az acr login --name REGISTRY` after `azure/login`.'
    case 'inline':
      return `${action} logs in with the secret in its script; after \`azure/login\` it needs no login of its own.`
    case 'shell-registry':
      return 'A command logs in to the registry with a password; after `azure/login` it is `az acr login --name REGISTRY`.'
    case 'static':
      return 'The deployment token of Static Web Apps is also used as something else.'
    case 'named':
    case 'input':
      return `What ${action} does with the secret is not known; after \`azure/login\` with a federated credential most programs need none.`
    default:
      return undefined
  }
}
