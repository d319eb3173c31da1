import type { Admitted, Around, Change, Flow, Grant, Owner, Plan, Step, Use } from '../../workflow.ts'
import { canPublish } from './oidc-clients.ts'
import { nodeFor } from './oidc-node.ts'
import { packageOf } from './oidc-trust.ts'
import { tasksOf, type Task } from './oidc-tasks.ts'

/** A step that the token reaches, and what it does with npm. */
interface Reached {
  readonly step: Step
  readonly tasks: readonly Task[]
}

/** What becomes of one token: gone where steps publish, kept where they only install private packages. */
export async function publishing(uses: readonly Use[], around: Around): Promise<readonly Plan[]> {
  const reached = await Promise.all(stepsOf(uses).map(async (step) => ({ step, tasks: await tasksOf(step, around.facts) })))
  const blocked = reached.flatMap(({ tasks }) => tasks).find(({ task }) => task === 'governs')
  if (blocked !== undefined) return [report(uses, `\`${blocked.text}\` needs a token: trusted publishing can publish and nothing else.`)]
  const publishers = reached.filter(({ step, tasks }) => step.uses?.name === 'js-devtools/npm-publish' || step.uses?.name === 'changesets/action' || tasks.some(({ task }) => task === 'publishes'))
  const unseen = reached.find(({ step, tasks }) => !publishers.some((one) => one.step === step) && (tasks.some(({ task }) => task === 'unknown') || (step.uses !== undefined && isGiven(step, uses))))
  if (publishers.length === 0 && unseen === undefined) return [onlyInstalls(uses)]
  if (unseen !== undefined && (publishers.length === 0 || isGiven(unseen.step, uses))) return [report(uses, `What \`${unseen.step.uses?.name ?? unseen.tasks.find(({ task }) => task === 'unknown')?.text}\` does with the token is not known.`)]
  const trouble = await canPublish(publishers, around.facts)
  if ('trouble' in trouble) return [report(uses, trouble.trouble)]
  return rewritten(uses, { publishers, reached, around, assumed: trouble.assumed })
}

function report(uses: readonly Use[], reason: string): Plan {
  return { state: 'report', uses, reason }
}

function onlyInstalls(uses: readonly Use[]): Plan {
  return { state: 'advice', uses, reason: 'Installing private packages takes a token: npm has no OIDC for it. Use a granular token that can only read, with an expiry date.' }
}

/** The steps that see the token: of a variable all in its scope, of a written .npmrc all behind it. */
function stepsOf(uses: readonly Use[]): readonly Step[] {
  return unique(uses.flatMap(({ flow, as }) => {
    if (as === 'line' && flow.step !== undefined) return flow.step.job.steps.filter(({ index }) => index >= (flow.step?.index ?? 0))
    if (flow.to.kind !== 'variable') return flow.step === undefined ? [] : [flow.step]
    const { owner } = flow.to
    if (owner.level === 'step') return writes(owner) ? owner.job.steps.filter(({ index }) => index >= owner.index) : [owner]
    return owner.level === 'job' ? owner.steps : owner.jobs.flatMap(({ steps }) => steps)
  }))
}

/** A step that puts the token into an .npmrc for the steps behind it. */
function writes(step: Step): boolean {
  return /_authToken/.test(step.run ?? '') && /\.npmrc|npm\s+(?:config\s+)?set/.test(step.run ?? '')
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
}

async function rewritten(uses: readonly Use[], scene: Scene): Promise<readonly Plan[]> {
  const kept = uses.filter(({ flow, as }) => as === 'variable' && flow.step !== undefined && !writes(flow.step) && isInstaller(flow.step, scene))
  const gone = uses.filter((use) => !kept.includes(use))
  const removed = await Promise.all(gone.map((use) => removal(use)))
  const stuck = removed.find((one) => 'trouble' in one)
  if (stuck !== undefined) return [report(uses, stuck.trouble)]
  const installs = scene.reached.some(({ step, tasks }) => tasks.some(({ task }) => task === 'installs') && gone.some(({ flow }) => sees(flow, step)))
  if (installs && /private|internal/.test(scene.around.facts.visibility ?? '')) return [report(uses, 'The same token installs private packages: give the installing step a read-only token of its own first.')]
  const places = scene.publishers.map(({ step }): Admitted => (step.if === undefined ? { job: step.job } : { job: step.job, if: step.if }))
  const node = await Promise.all(unique(places.map(({ job }) => job)).map((job) => nodeFor(scene.publishers.filter(({ step }) => step.job === job).map(({ step }) => step), scene.around.facts)))
  const old = node.find((one) => 'trouble' in one)
  if (old !== undefined) return [report(uses, old.trouble)]
  const ready = node.flatMap((one) => ('trouble' in one ? [] : [one]))
  const grants: readonly Grant[] = await Promise.all(scene.publishers.map(async ({ step }, i) => ({ identity: await packageOf(step, scene.around.facts), variables: [], places: places.slice(i, i + 1) })))
  return [
    {
      state: 'rewrite', uses: gone, grants,
      reason: 'npm exchanges the job\'s OIDC token when it publishes; the stored token is not read any more.',
      changes: [
        ...removed.flatMap((one) => ('trouble' in one ? [] : one.changes)), ...ready.flatMap(({ changes }) => changes),
        ...unique(places.map(({ job }) => job)).map((job): Change => ({ change: 'needs-permission', job, scope: 'id-token', access: 'write' })),
      ],
      assumed: [...scene.assumed, ...ready.flatMap(({ assumed }) => assumed), ...(installs ? ['The token was also there when dependencies were installed; we assumed that all of them are public.'] : [])],
    },
    ...(kept.length === 0 ? [] : [onlyInstalls(kept)]),
  ]
}

function isInstaller(step: Step, scene: Scene): boolean {
  return scene.reached.some((one) => one.step === step && one.tasks.some(({ task }) => task === 'installs')) && !scene.publishers.some((one) => one.step === step)
}

function sees(flow: Flow, step: Step): boolean {
  if (flow.to.kind !== 'variable') return flow.step === undefined || (flow.step.job === step.job && flow.step.index <= step.index)
  const { owner } = flow.to
  return owner === step || owner === step.job || owner === step.job.workflow || (owner.level === 'step' && writes(owner) && owner.job === step.job && owner.index <= step.index)
}

type Removal = { readonly changes: readonly Change[] } | { readonly trouble: string }

/** Takes the token away: its variable or input, and the line or the step that wrote it into an .npmrc. */
function removal({ flow, as }: Use): Removal {
  const { to, step } = flow
  if (as === 'publisher' && to.kind === 'input') {
    const major = to.step.uses?.version[0]
    return { changes: [{ change: 'remove-input', step: to.step, name: to.name }, ...(major !== undefined && major < 4 ? [{ change: 'use-action', step: to.step, action: 'JS-DevTools/npm-publish' } as const] : [])] }
  }
  if (as === 'line' && step !== undefined) return written(step, [])
  if (to.kind !== 'variable') return { trouble: 'Where the token goes is not understood.' }
  const remove: Change = { change: 'remove-variable', owner: to.owner, name: to.name }
  const writer = writersIn(to.owner)
  if (writer.length === 0) return { changes: [remove] }
  return writer.length > 1 ? { trouble: 'Several steps write the token into an .npmrc; take them out by hand.' } : written(writer[0], [remove])
}

function writersIn(owner: Owner): readonly Step[] {
  const steps = owner.level === 'step' ? [owner] : owner.level === 'job' ? owner.steps : owner.jobs.flatMap((job) => job.steps)
  return steps.filter(writes)
}

function written(step: Step | undefined, also: readonly Change[]): Removal {
  if (step?.run === undefined) return { changes: also }
  const lines = step.run.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const tokens = lines.filter((line) => /_authToken/.test(line))
  const [token] = tokens
  if (lines.every(onlyWrites)) return step.id === undefined ? { changes: [...also.filter(({ change }) => change !== 'remove-variable' || !ownedBy(also, step)), { change: 'remove-step', step }] } : { trouble: 'The step that writes the token has an `id` that others may ask for.' }
  if (tokens.length !== 1 || token === undefined || !/^(?:echo|printf|npm\s+(?:config\s+)?set)\b/.test(token) || /[|&;]{2}|\\$/.test(token)) return { trouble: 'A command writes the token together with other things; take it out by hand.' }
  return { changes: [...also, { change: 'remove-line', step, line: token }] }
}

/** A variable of the very step that goes needs no removal of its own. */
function ownedBy(changes: readonly Change[], step: Step): boolean {
  return changes.some((change) => change.change === 'remove-variable' && change.owner === step)
}

function onlyWrites(line: string): boolean {
  return /^(?:echo|printf)\s.{0,500}>{1,2}\s*\S{0,200}\.npmrc["']?$|^cat\s.{0,200}\.npmrc["']?$|^npm\s+(?:config\s+)?set\s.{0,200}(?:_authToken|registry)|^npm\s+whoami$|^EOF$|^["']?(?:\/\/|@?[\w-]{0,100}:?registry=).{0,300}$/.test(line)
}

function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)]
}
