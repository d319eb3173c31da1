import { codeSpan } from '../../lib/code-span.ts'
import type { Around, Flow, Job, Step, Use } from '../../workflow.ts'

// Stores that speak S3 but know neither IAM roles nor session tokens; their keys stay keys.
const OTHER_HOSTS = [
  'r2\\.cloudflarestorage', 'digitaloceanspaces', 'backblazeb2', 'wasabisys', 'linodeobjects', 'scw\\.cloud', 'ovh\\.(?:net|io)', 'storage\\.yandexcloud',
  'aliyuncs', 'myqcloud', 'vultrobjects', 'idrivee2', 'storage\\.googleapis', 't3\\.storage\\.dev', '\\bmc alias set\\b', 'localhost:', '127\\.0\\.0\\.1:',
]
const OTHER_STORE = new RegExp(OTHER_HOSTS.join('|'), 'i')
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
  const forwarding = jobs.flatMap(({ steps }) => steps).find(forwardsTwo)
  return uses.map(troubleAt).find((why) => why !== undefined)
    ?? (left === undefined ? undefined : `${codeSpan(left.secret)} also goes to ${placeOf(left)} (line ${left.line}), where a role's three-part credentials may not fit.`)
    ?? (forwarding === undefined ? undefined : `The step on line ${forwarding.line} ${FORWARDS}`)
    ?? await composeTrouble(jobs, around)
    ?? await scriptTrouble(jobs, around)
}

function jobsOf({ to, job, workflow }: Flow): readonly Job[] {
  if (to.kind === 'variable' && to.owner.level === 'workflow') return workflow.jobs
  return job === undefined ? [] : [job]
}

const COMMAND = 'A command is given the key as text; let it read the credentials from its environment, then the login step can bring them.'

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

/** What only asks whether the key is there at all. */
export function isGate({ to, only }: Flow): boolean {
  if (only === 'presence') return true
  if (to.kind !== 'variable' || /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/.test(to.name)) return false
  return to.mentions.length > 0 && to.mentions.every((mention) => mention.in === 'condition')
}

const FORWARDS = 'passes `AWS_SECRET_ACCESS_KEY` on by name; it must pass `AWS_SESSION_TOKEN` too.'

/** Temporary credentials have a third part; who passes two of them on by name loses it. */
function forwardsTwo(step: Step): boolean {
  if (step.uses?.name === 'aws-actions/configure-aws-credentials') return false
  const values = [...step.with, ...step.env].map(({ value }) => value)
  const handedOn = new Set(step.writes.map(({ line }) => line))
  const run = (step.run ?? '').split('\n').filter((line) => !handedOn.has(line.trim()))
  const text = [...run, ...values].join('\n').replaceAll(/secrets\.\w{1,256}/g, '')
  return /AWS_SECRET_ACCESS_KEY/.test(text) && !/AWS_SESSION_TOKEN/.test(text)
}

const COMPOSE_FILES = ['docker-compose.yml', 'docker-compose.yaml', 'compose.yml', 'compose.yaml']

async function composeTrouble(jobs: readonly Job[], { facts }: Around): Promise<string | undefined> {
  const composes = jobs.some(({ steps }) => steps.some(({ commands }) => commands.some(({ text }) => /^docker(?: |-)compose\b/.test(text))))
  if (!composes || facts.files === undefined) return undefined
  for (const path of COMPOSE_FILES) {
    const text = (await facts.files(path)) ?? ''
    if (/AWS_SECRET_ACCESS_KEY/.test(text) && !/AWS_SESSION_TOKEN/.test(text)) return `${codeSpan(path)} ${FORWARDS}`
  }
  return undefined
}

const RUNS_SCRIPTS = /^(?:make|gmake|task|just|bash|sh|zsh|source|\.{0,2}\/\S{1,200}\.sh|\.{1,2}\/\S{1,200})$/
const SCRIPTS = /\.(?:sh|bash|mk)$|(?:^|\/)(?:GNU)?[Mm]akefile$|(?:^|\/)(?:[Jj]ustfile|Taskfile\.ya?ml)$/
const BULK = /(?:^|\/)(?:node_modules|vendor|third_party|testdata|fixtures|examples?)\//
const MOST_SCRIPTS = 200
/** `--env AWS_SECRET_ACCESS_KEY`, `AWS_SECRET_ACCESS_KEY=$…`: handed to something that does not share the environment. */
const FORWARDED = /(?:-e|--env|--build-arg)[ =]["']?AWS_SECRET_ACCESS_KEY|AWS_SECRET_ACCESS_KEY["']?\s{0,5}[:=]\s{0,5}["']?\$/

/** Of a job that runs scripts of the repository: one of them that hands the key on without its third part. */
async function scriptTrouble(jobs: readonly Job[], { facts }: Around): Promise<string | undefined> {
  const runs = jobs.some(({ steps }) => steps.some(({ commands }) => commands.some(({ words }) => RUNS_SCRIPTS.test(words[0] ?? ''))))
  if (!runs || facts.paths === undefined || facts.files === undefined) return undefined
  const paths = (await facts.paths()).filter((path) => SCRIPTS.test(path) && !BULK.test(path)).slice(0, MOST_SCRIPTS)
  for (const path of paths) {
    // A script that cannot be read keeps nobody from the plan.
    const text = (await facts.files(path).catch(() => undefined)) ?? ''
    if (FORWARDED.test(text) && !/AWS_SESSION_TOKEN/.test(text)) return `${codeSpan(path)} ${FORWARDS}`
  }
  return undefined
}

function placeOf({ to }: Flow): string {
  switch (to.kind) {
    case 'input':
      return `the input ${codeSpan(to.name)} of ${codeSpan(to.step.uses?.name ?? '')}`
    case 'variable':
      return `the variable ${codeSpan(to.name)}`
    case 'command':
      return 'the text of a command'
    case 'container':
      return 'a container'
    case 'call':
      return 'a reusable workflow'
    case 'elsewhere':
      break
  }
  return codeSpan(to.where)
}
