import { codeSpan } from '../../lib/code-span.ts'
import type { Admitted, Around, Change, Flow, Plan, Step, Use } from '../../workflow.ts'
import { canPublish } from './oidc-clients.ts'
import { nodeFor, type Ready } from './oidc-node.ts'
import { removal, writes } from './oidc-removal.ts'
import { unsetTrouble } from './oidc-unset.ts'
import { elsewhereOf } from './oidc-target.ts'
import { isOpaque, tasksOf, type Task } from './oidc-tasks.ts'
import { packageOf } from './oidc-trust.ts'

/** A step that the token reaches, and what it does with npm. */
interface Reached {
  readonly step: Step
  readonly tasks: readonly Task[]
}

/** What becomes of one token: gone where steps publish, kept where they only install private packages. */
export async function publishing(uses: readonly Use[], around: Around): Promise<readonly Plan[]> {
  const reached = await Promise.all(stepsOf(uses).map(async (step) => ({ step, tasks: await tasksOf(step, around.facts) })))
  const publishers = reached.filter(publishes)
  const trouble = troubleIn(reached, { uses, publishers })
  if (typeof trouble === 'object') return [{ state: 'advice', uses, reason: trouble.advice }]
  if (trouble !== undefined) return [report(uses, trouble)]
  if (publishers.length === 0) return [onlyInstalls(uses)]
  const elsewhere = (await Promise.all(publishers.map(async ({ step }) => elsewhereOf(step, around.facts)))).find((one) => one !== undefined)
  if (elsewhere !== undefined) return [{ ...elsewhere, uses }]
  const able = await canPublish(publishers, around.facts)
  if ('trouble' in able) return [report(uses, able.trouble)]
  return rewritten(uses, { publishers, reached, around, ...able })
}

/** `changesets/action` only opens pull requests where no command to publish with is given: github.com/changesets/action#inputs */
function publishes({ step, tasks }: Reached): boolean {
  if (step.uses?.name === 'changesets/action') return step.with.some(({ name }) => name === 'publish')
  return step.uses?.name === 'js-devtools/npm-publish' || has(tasks, 'publishes')
}

function has(tasks: readonly Task[], wanted: Task['task']): boolean {
  return tasks.some(({ task }) => task === wanted)
}

function report(uses: readonly Use[], reason: string): Plan {
  return { state: 'report', uses, reason }
}

const INSTALLS = 'Installing private packages takes a token: npm has no OIDC for it. Use a granular token that can only read, with an expiry date.'

const SMALL = 'Use a granular token for these packages alone, with an expiry date, in a protected environment.'

export function onlyInstalls(uses: readonly Use[]): Plan {
  return { state: 'advice', uses, reason: INSTALLS }
}

interface Seen {
  readonly uses: readonly Use[]
  readonly publishers: readonly Reached[]
}

const IDLE = '`changesets/action` publishes nothing without a command in `publish`: take the token out where nothing else reads it, and let the job that publishes use trusted publishing.'

/** Something that the token is needed for and that publishing is not, or that cannot be seen into. */
function troubleIn(reached: readonly Reached[], { uses, publishers }: Seen): string | { readonly advice: string } | undefined {
  const governing = reached.flatMap(({ tasks }) => tasks).find(({ task }) => task === 'governs')
  if (governing !== undefined && publishers.length > 0) return `${codeSpan(governing.text)} needs a token: trusted publishing can publish and nothing else.`
  const opaque = reached.filter((one) => !publishers.includes(one) && (has(one.tasks, 'unknown') || (one.step.uses !== undefined && isGiven(one.step, uses)) || isUnseen(one, uses)))
  const unseen = opaque.find((one) => publishers.length === 0 || isGiven(one.step, uses) || mayPublish(one))
  if (unseen?.step.uses?.name === 'changesets/action') return IDLE
  if (unseen !== undefined) {
    const what = unseen.step.uses?.name ?? unseen.tasks.find(({ task }) => task === 'unknown')?.text ?? unseen.step.commands.find(isOpaque)?.text
    return `What ${codeSpan(what ?? '')} does with the token is not known.`
  }
  if (publishers.length > 0) return undefined
  if (governing !== undefined) return { advice: `${codeSpan(governing.text)} takes a token: npm has no OIDC for it. ${SMALL}` }
  const idle = reached.some(({ step, tasks }) => isGiven(step, uses) && !writes(step) && tasks.length === 0)
  const installing = reached.some(({ tasks }) => has(tasks, 'installs'))
  return idle || !installing ? 'No command is seen that publishes with the token; what uses it is not known.' : undefined
}

/** A script that is called so, and that may publish what the steps do which can be seen. */
function mayPublish({ step, tasks }: Reached): boolean {
  return step.uses === undefined && tasks.some(({ task, text }) => task === 'unknown' && /\b(?:publish|release)/.test(text) && /^(?:\.{0,2}\/|bash\s|sh\s|node\s|make\s|just\s)/.test(text))
}

/** A step that is handed the token itself, and runs what nobody knows. */
function isUnseen({ step, tasks }: Reached, uses: readonly Use[]): boolean {
  const own = uses.some(({ flow: { to } }) => to.kind === 'variable' && to.owner === step)
  return own && !writes(step) && tasks.length === 0 && step.commands.some(isOpaque)
}

/** The steps that see the token: of a variable all in its scope, of a written .npmrc all behind it. */
function stepsOf(uses: readonly Use[]): readonly Step[] {
  return unique(uses.flatMap(({ flow, as }) => {
    const { to, step } = flow
    if (to.kind !== 'variable') return step === undefined ? [] : as === 'line' ? from(step) : [step]
    if (to.owner.level === 'step') return writes(to.owner) ? from(to.owner) : [to.owner]
    return to.owner.level === 'job' ? to.owner.steps : to.owner.jobs.flatMap(({ steps }) => steps)
  }))
}

function from(step: Step): readonly Step[] {
  return step.job.steps.filter(({ index }) => index >= step.index)
}

/** Whether the workflow hands the token to this very step. */
function isGiven(step: Step, uses: readonly Use[]): boolean {
  return uses.some(({ flow }) => flow.step === step && flow.to.kind !== 'command')
}

interface Scene {
  readonly publishers: readonly Reached[]
  readonly reached: readonly Reached[]
  readonly around: Around
  readonly assumed: readonly string[]
  readonly changes?: readonly Change[]
}

async function rewritten(uses: readonly Use[], scene: Scene): Promise<readonly Plan[]> {
  const { publishers, reached, around } = scene
  const kept = uses.filter(({ flow }) => reached.some((one) => one.step === flow.step && isInstaller(one, scene)))
  const gone = uses.filter((use) => !kept.includes(use))
  const installs = reached.some(({ step, tasks }) => has(tasks, 'installs') && gone.some(({ flow }) => sees(flow, step)))
  if (installs && /private|internal/.test(around.facts.visibility ?? '')) {
    return [report(uses, 'The same token installs private packages: give the installing step a read-only token of its own first.')]
  }
  const removals = gone.map(removal)
  const jobs = unique(publishers.map(({ step }) => step.job))
  const nodes = await Promise.all(jobs.map((job) => nodeFor(publishers.flatMap((one) => (one.step.job === job && !isYarn(one) ? [one.step] : [])), around.facts)))
  const stuck = [await unsetTrouble(gone, { steps: reached.map(({ step }) => step), facts: around.facts }), ...removals, ...nodes].find((one) => one !== undefined && 'trouble' in one)
  if (stuck !== undefined && 'trouble' in stuck) return [report(uses, stuck.trouble)]
  const ready = [...removals, ...nodes].flatMap((one): readonly Ready[] => ('trouble' in one ? [] : [one]))
  const rewrite: Plan = {
    state: 'rewrite',
    uses: gone,
    reason: 'npm exchanges the job\'s OIDC token when it publishes; the stored token is not read any more.',
    changes: [...(scene.changes ?? []), ...ready.flatMap(({ changes }) => changes), ...jobs.map((job): Change => ({ change: 'needs-permission', job, scope: 'id-token', access: 'write' }))],
    grants: await Promise.all(publishers.map(async ({ step }) => ({ identity: await packageOf(step, around.facts), variables: [], places: [placeOf(step)] }))),
    assumed: [...scene.assumed, ...ready.flatMap(({ assumed }) => assumed), ...(installs ? [PUBLIC] : [])],
  }
  return kept.length === 0 ? [rewrite] : [rewrite, onlyInstalls(kept)]
}

/** Yarn exchanges the token itself, whatever Node it runs on. */
function isYarn({ tasks }: Reached): boolean {
  return tasks.filter(({ task }) => task === 'publishes').every(({ tool }) => tool === 'yarn') && has(tasks, 'publishes')
}

const PUBLIC = 'The token was also there when dependencies were installed; we assumed that all of them are public.'

function placeOf({ job, if: condition }: Step): Admitted {
  return condition === undefined ? { job } : { job, if: condition }
}

/** A step that was handed the token to install with it, and for nothing else. */
function isInstaller(one: Reached, { publishers }: Scene): boolean {
  return has(one.tasks, 'installs') && !publishers.includes(one) && !writes(one.step)
}

function sees(flow: Flow, step: Step): boolean {
  if (flow.to.kind !== 'variable') return flow.step?.job === step.job && flow.step.index <= step.index
  const { owner } = flow.to
  if (owner.level !== 'step') return owner === step.job || owner === step.job.workflow
  return owner === step || (writes(owner) && owner.job === step.job && owner.index <= step.index)
}

function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)]
}
