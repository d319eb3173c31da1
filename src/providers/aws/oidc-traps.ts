import type { Around, Flow, Job, Step, Use } from '../../workflow.ts'

// Stores that speak S3 but know neither IAM roles nor session tokens; their keys stay keys.
const OTHER_STORE = /r2\.cloudflarestorage|digitaloceanspaces|backblazeb2|wasabisys|linodeobjects|scw\.cloud|ovh\.(?:net|io)|storage\.yandexcloud|aliyuncs|myqcloud|vultrobjects|idrivee2|storage\.googleapis|\bmc alias set\b|t3\.storage\.dev|localhost:|127\.0\.0\.1:/i
const ENDPOINT = /(?:endpoint(?:[-_]url)?|AWS_(?:S3_)?ENDPOINT(?:_URL(?:_S3)?)?|S3_ENDPOINT|SCCACHE_ENDPOINT)["']?\s{0,5}[:=\s]\s{0,5}["']?(\S{1,300})/gi
const OTHER_SECRET = /(?:^|_)(?:R2|MINIO|SPACES|B2|BACKBLAZE|WASABI|SCW|SCALEWAY|HETZNER|TIGRIS|CLOUDFLARE|CF|DO|DIGITALOCEAN|LINODE|OVH|YANDEX|YC)(?:_|$)/

/** Why these keys are not AWS's at all, if they are not. */
export function advised(uses: readonly Use[]): string | undefined {
  const texts = uses.flatMap(({ flow }) => scopeOf(flow)).map(textOf)
  const named = uses.some(({ flow }) => OTHER_SECRET.test(flow.secret))
  const pointed = texts.some((text) => endpointsIn(text).some((endpoint) => !/amazonaws\.com/.test(endpoint)) || OTHER_STORE.test(text))
  const auto = uses.some(({ flow }) => flow.step?.with.some(({ name, value }) => /region$/i.test(name) && value === 'auto'))
  if (!named && !pointed && !auto) return undefined
  return 'These are keys of an S3-compatible store, not of AWS: it takes no OIDC token. Keep them scoped to one bucket, in a protected environment, and rotate them.'
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
export function textOf(step: Step): string {
  const env = [...step.job.workflow.env, ...step.job.env, ...step.env, ...step.with].map(({ name, value }) => `${name}: ${value}`)
  return [step.uses?.name ?? '', step.run ?? '', ...env].join('\n')
}

/** Why a key cannot be replaced by editing this file alone, if so. */
export async function troubleWith(uses: readonly Use[], around: Around): Promise<string | undefined> {
  const secrets = new Set(uses.map(({ flow }) => flow.secret))
  const flows = uses.map(({ flow }) => flow)
  const jobs = [...new Set(flows.flatMap(({ to, job, workflow }) => (to.kind === 'variable' && to.owner.level === 'workflow' ? workflow.jobs : job === undefined ? [] : [job])))]
  const left = around.leftovers.find((flow) => secrets.has(flow.secret) && !isGate(flow))
  return uses.map(troubleAt).find((why) => why !== undefined)
    ?? (left === undefined ? undefined : `\`${left.secret}\` also goes to ${placeOf(left)} (line ${left.line}), where a role's three-part credentials may not fit.`)
    ?? jobs.flatMap((job) => job.steps).map(forwardsTwo).find((why) => why !== undefined)
    ?? await composeTrouble(jobs, around)
}

function troubleAt({ flow, as }: Use): string | undefined {
  const { to, workflow } = flow
  if (flow.secret === '*') return 'Which secret holds the key is decided at run time; give each case its own login step and role.'
  if (workflow.triggers.some(({ event }) => event === 'workflow_call')) return 'Other workflows call this one: their jobs must grant `id-token: write` before it can log in with a role.'
  if (flow.shape === 'chosen') return 'An expression decides which key is used; give each case its own login step and role.'
  if (as === 'call') return `The key is handed to the reusable workflow of job \`${flow.job?.id}\`; change the called workflow first.`
  if (as === 'container') return 'The key is handed to a container before any step can log in.'
  if (as === 'command') return 'A command is given the key as text; let it read the credentials from its environment, then the login step can bring them.'
  if (as === 'text') return `The key is written into the input \`${to.kind === 'input' ? to.name : ''}\`; a build that needs AWS must be handed all three parts of a role's credentials.`
  if (as === 'input' && to.kind === 'input') return `The key is an input of \`${to.step.uses?.name}\`, which may not pass a session token on; use a version that reads AWS credentials from the environment.`
  if (as === 'renamed' && to.kind === 'variable') return `A program reads the key as \`${to.name}\`; it must learn to take a session token too.`
  if (as === 'variable' && to.kind === 'variable') return troubleInVariable(to)
  return undefined
}

function troubleInVariable(to: Extract<Flow['to'], { readonly kind: 'variable' }>): string | undefined {
  const condition = to.mentions.find((mention) => mention.in === 'condition')
  if (condition !== undefined) return `A condition asks for \`env.${to.name}\`, which would be empty; let it ask for the role's variable.`
  const mention = to.mentions.find((one) => one.in === 'input' || one.in === 'variable' || one.in === 'elsewhere')
  if (mention !== undefined) return `\`${to.name}\` is passed on as \`${mention.name ?? 'another value'}\`, where a session token may be missing.`
  const action = to.owner.level === 'step' ? to.owner.uses?.name : undefined
  if (action === undefined || READS_CHAIN.test(action)) return undefined
  return `\`${action}\` is given the key in its environment; whether it reads \`AWS_SESSION_TOKEN\` too is not known.`
}

/** Actions that find credentials as AWS's own SDKs do, the session token included. */
const READS_CHAIN = /^(?:\.\/|aws-actions\/|hashicorp\/|pulumi\/actions|serverless\/github-action|docker\/(?:build-push|bake)-action|actions\/|terraform-linters\/|dflook\/terraform-|gruntwork-io\/terragrunt-action|aws-powertools\/|mozilla-actions\/sccache-action|runs-on\/cache)/

/** Temporary credentials have a third part; who passes two of them on by name loses it. */
function forwardsTwo(step: Step): string | undefined {
  if (step.uses?.name === 'aws-actions/configure-aws-credentials') return undefined
  const text = [step.run ?? '', ...step.with.map(({ value }) => value), ...step.env.map(({ value }) => value)].join('\n').replaceAll(/secrets\.\w{1,256}/g, '')
  if (!/AWS_SECRET_ACCESS_KEY/.test(text) || /AWS_SESSION_TOKEN/.test(text)) return undefined
  return `The step on line ${step.line} passes \`AWS_SECRET_ACCESS_KEY\` on by name; it must pass \`AWS_SESSION_TOKEN\` too.`
}

/** A variable that only conditions ask for: whether the key is there at all. */
export function isGate(flow: Flow): boolean {
  const { to } = flow
  return to.kind === 'variable' && to.mentions.length > 0 && to.mentions.every((mention) => mention.in === 'condition') && !/^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/.test(to.name)
}

const COMPOSE_FILES = ['docker-compose.yml', 'docker-compose.yaml', 'compose.yml', 'compose.yaml']

async function composeTrouble(jobs: readonly Job[], around: Around): Promise<string | undefined> {
  const composes = jobs.some(({ steps }) => steps.some(({ commands }) => commands.some(({ text }) => /^docker(?: |-)compose\b/.test(text))))
  if (!composes || around.facts.files === undefined) return undefined
  for (const path of COMPOSE_FILES) {
    const text = (await around.facts.files(path)) ?? ''
    if (/AWS_SECRET_ACCESS_KEY/.test(text) && !/AWS_SESSION_TOKEN/.test(text)) return `\`${path}\` passes \`AWS_SECRET_ACCESS_KEY\` on by name; it must pass \`AWS_SESSION_TOKEN\` too.`
  }
  return undefined
}

function placeOf({ to }: Flow): string {
  switch (to.kind) {
    case 'input':
      return `the input \`${to.name}\` of \`${to.step.uses?.name}\``
    case 'variable':
      return `the variable \`${to.name}\``
    case 'command':
      return 'the text of a command'
    case 'container':
      return 'a container'
    case 'call':
      return 'a reusable workflow'
    case 'elsewhere':
      return `\`${to.where}\``
  }
}
