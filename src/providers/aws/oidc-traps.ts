import { codeSpan } from '../../lib/code-span.ts'
import type { Around, Flow, Job, Step, Use } from '../../workflow.ts'
import { isGate as isGateOfAny, placeNamed } from '../../recipes/trouble.ts'
import { scriptTrouble } from './oidc-scripts.ts'
import { sessionTrouble } from './oidc-session.ts'

// Stores that speak S3 but know neither IAM roles nor session tokens; their keys stay keys.
const STORES = [
  'r2\\.cloudflarestorage', 'digitaloceanspaces', 'backblazeb2', 'wasabisys', 'linodeobjects', 'vultrobjects', 'idrivee2', 't3\\.storage\\.dev',
  '\\bmc alias set\\b',
]
/** They have more than stores: a registry, a mirror, a page to download from is none. */
const HOSTS = ['scw\\.cloud', 'ovh\\.(?:net|io)', 'storage\\.yandexcloud', 'aliyuncs', 'myqcloud', 'storage\\.googleapis']
const OTHER_STORE = new RegExp(`${STORES.join('|')}|(?:s3|aws_|endpoint|rclone|bucket|--host).{0,400}(?:${HOSTS.join('|')})`, 'i')
const ENDPOINT = /(?:endpoint(?:[-_]url)?|AWS_(?:S3_)?ENDPOINT(?:_URL(?:_S3)?)?|S3_ENDPOINT|SCCACHE_ENDPOINT)["']?\s{0,5}[:=\s]\s{0,5}["']?(\S{1,300})/gi
const OTHER_OWNERS = [
  'R2', 'MINIO', 'SPACES', 'B2', 'BACKBLAZE', 'WASABI', 'SCW', 'SCALEWAY', 'HETZNER', 'TIGRIS', 'CLOUDFLARE', 'CF', 'DO', 'DIGITALOCEAN', 'LINODE', 'OVH',
  'YANDEX', 'YC',
]
const OTHER_SECRET = new RegExp(`(?:^|_)(?:${OTHER_OWNERS.join('|')})(?:_|$)`)

const NOT_AWS = `These are keys of an S3-compatible store, not of AWS: it takes no OIDC token.
Keep them scoped to one bucket, in a protected environment, and rotate them.`.replaceAll('\n', ' ')

/** Why these keys are not AWS's at all, if they are not. */
export function advised(uses: readonly Use[]): string | undefined {
  const texts = uses.flatMap(({ flow }) => scopeOf(flow)).map(textOf)
  const named = uses.some(({ flow }) => OTHER_SECRET.test(flow.secret))
  const pointed = texts.some((text) => OTHER_STORE.test(text) || endpointsIn(text).some((endpoint) => !/amazonaws\.com/.test(endpoint)))
  const auto = uses.some(({ flow }) => flow.step?.with.some(({ name, value }) => /region$/i.test(name) && value === 'auto'))
  return named || pointed || auto ? NOT_AWS : undefined
}

function endpointsIn(text: string): readonly string[] {
  return Array.from(text.matchAll(ENDPOINT), (match) => match[1] ?? '')
}

/** The steps that see what a flow brings. */
function scopeOf({ to, step, job, workflow }: Flow): readonly Step[] {
  if (to.kind === 'variable' && to.owner.level === 'step') return [to.owner]
  if (to.kind === 'variable' && to.owner.level === 'workflow') return workflow.jobs.flatMap(({ steps }) => steps)
  return job?.steps ?? (step === undefined ? [] : [step])
}

/** All that is written in a step and around it. */
function textOf(step: Step): string {
  const settings = [...step.job.workflow.env, ...step.job.env, ...step.env, ...step.with].map(({ name, value }) => `${name}: ${value}`)
  return [step.uses?.name ?? '', step.run ?? '', ...settings].join('\n')
}

/** Why a key cannot be replaced by editing this file alone, if so. */
export async function troubleWith(uses: readonly Use[], around: Around): Promise<string | undefined> {
  const secrets = new Set(uses.map(({ flow }) => flow.secret))
  const jobs = [...new Set(uses.flatMap(({ flow }) => jobsOf(flow)))]
  const left = around.leftovers.find((flow) => secrets.has(flow.secret) && !isGate(flow))
  const logins = new Set(uses.flatMap(({ as, flow }) => (as === 'login' && flow.step !== undefined ? [flow.step] : [])))
  const known = uses.filter(({ as }) => as !== 'named')
  const stray = known.length === 0 ? undefined : uses.find(({ as }) => as === 'named')?.flow
  return (known.length === 0 ? uses : known).map(troubleAt).find((why) => why !== undefined)
    ?? (stray === undefined ? undefined : alsoTo(stray))
    ?? (left === undefined ? undefined : alsoTo(left))
    ?? await sessionTrouble(jobs, { logins, around })
    ?? await scriptTrouble(jobs, around)
}

function alsoTo(flow: Flow): string {
  return `${codeSpan(flow.secret)} also goes to ${placeNamed(flow.to)} (line ${flow.line}), where a role's three-part credentials may not fit.`
}

function jobsOf({ to, job, workflow }: Flow): readonly Job[] {
  if (to.kind === 'variable' && to.owner.level === 'workflow') return workflow.jobs
  return job === undefined ? [] : [job]
}

const COMMAND = 'A command is given the key as text; let it read the credentials from its environment, then the login step can bring them.'

const NAMED = `What takes the key here is not known. After \`aws-actions/configure-aws-credentials\` with a role most programs find credentials in their environment;
one that is handed them must take a session token too.`.replaceAll('\n', ' ')

function troubleAt({ flow, as }: Use): string | undefined {
  const { to } = flow
  const name = to.kind === 'input' || to.kind === 'variable' ? to.name : ''
  if (flow.secret === '*') return 'Which secret holds the key is decided at run time; give each case its own login step and role.'
  if (flow.shape === 'chosen') return 'An expression decides which key is used; give each case its own login step and role.'
  if (as === 'variable' && to.kind === 'variable') return troubleInVariable(to)
  if (as === 'call') return `The key is handed to the reusable workflow of job ${codeSpan(flow.job?.id ?? '')}; change the called workflow first.`
  if (as === 'container') return 'The key is handed to a container before any step can log in.'
  if (as === 'command') return COMMAND
  if (as === 'text') return `The key is written into the input ${codeSpan(name)}; a build that needs AWS must be handed all three parts of a role's credentials.`
  if (as === 'named') return NAMED
  if (as === 'renamed') return `A program reads the key as ${codeSpan(name)}; it must learn to take a session token too.`
  if (as !== 'input') return undefined
  return `The key is an input of ${codeSpan(flow.step?.uses?.name ?? '')}, which may not pass a session token on; use a version that reads AWS credentials from the environment.`
}

function troubleInVariable(to: Extract<Flow['to'], { readonly kind: 'variable' }>): string | undefined {
  const condition = to.mentions.find((mention) => mention.in === 'condition')
  if (condition !== undefined) return `A condition asks for \`env.${to.name}\`, which would be empty; let it ask for the role's variable.`
  const mention = to.mentions.find((one) => one.in === 'input' || one.in === 'variable' || one.in === 'elsewhere')
  if (mention !== undefined) return `${codeSpan(to.name)} is passed on as ${codeSpan(mention.name ?? 'another value')}, where a session token may be missing.`
  const action = to.owner.level === 'step' ? to.owner.uses?.name : undefined
  if (action === undefined || READS_CHAIN.test(action)) return undefined
  return `${codeSpan(action)} is given the key in its environment; whether it reads \`AWS_SESSION_TOKEN\` too is not known.`
}

/** Actions that find credentials as AWS's own SDKs do, the session token included. */
const READS_CHAIN = new RegExp(`^(?:${[
  '\\./', 'aws-actions/', 'hashicorp/', 'pulumi/actions', 'serverless/github-action', 'docker/(?:build-push|bake)-action', 'actions/', 'terraform-linters/',
  'dflook/terraform-', 'gruntwork-io/terragrunt-action', 'aws-powertools/', 'mozilla-actions/sccache-action', 'runs-on/cache',
].join('|')})`)

/** What only asks whether the key is there at all; the variables that every program of AWS reads do more than that. */
export function isGate(flow: Flow): boolean {
  const { to, only } = flow
  const isRead = only !== 'presence' && to.kind === 'variable' && /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/.test(to.name)
  return !isRead && isGateOfAny(flow)
}
