import type { Change, Flow, Job, Use, Workflow } from '../workflow.ts'
import { codeSpan } from '../lib/code-span.ts'
import { onlyFeeds } from './planned.ts'
import type { Refused } from './splice.ts'

interface Rewriting {
  readonly uses: readonly Use[]
  readonly changes: readonly Change[]
}

const MOST_DEEP = 10

/** What a rewrite in a workflow that others call asks of its callers: to grant what it needs, and not to hand over what it no longer reads. */
export function callsOf({ uses, changes }: Rewriting): readonly Change[] | Refused {
  const [workflow] = uses.map(({ flow }) => flow.workflow)
  if (workflow === undefined || !isCalled(workflow)) return []
  const more: Change[] = []
  const opened = changes.flatMap((change) => (change.change === 'replace-expression' ? [{ flow: change.flow, as: 'gate' }] : []))
  let level: readonly Level[] = [{ workflow, needs: changes.filter(isNeed), gone: goneFrom(workflow, [...uses, ...opened]) }]
  for (let depth = 0; depth < MOST_DEEP && level.length > 0; depth++) {
    const alone = level.find((one) => one.workflow.callers.length === 0)
    if (alone !== undefined) return { refused: `other workflows call ${codeSpan(alone.workflow.path)}, and none of them is at hand to grant what it needs` }
    const above = level.flatMap((one) => one.workflow.callers.map((job) => ({ job, ...one })))
    more.push(...level.flatMap(declared), ...above.flatMap(asked))
    level = above.filter(({ job }) => isCalled(job.workflow)).map(({ job, needs, gone }) => {
      return { workflow: job.workflow, needs: needs.map((need) => ({ ...need, job })), gone: goneFrom(job.workflow, handed(job, gone).map((flow) => ({ flow, as: 'call' }))) }
    })
  }
  return more
}

export function isCalled({ triggers }: Workflow): boolean {
  return triggers.some(({ event }) => event === 'workflow_call')
}

/** What becomes of a secret that is handed to a workflow of the same repository is decided there. */
export function isLocalCall({ to }: Flow): boolean {
  return to.kind === 'call' && to.job.callee !== undefined
}

/** The names under which a secret is stored: where callers hand it over, those that it has with them. */
export function storedNames({ workflow, secret }: Pick<Flow, 'workflow' | 'secret'>, depth = 0): readonly string[] {
  const callers = depth > MOST_DEEP ? [] : workflow.callers
  const above = callers.flatMap((job) => handed(job, new Set([secret])).flatMap((flow) => storedNames(flow, depth + 1)))
  return above.length === 0 ? [secret] : [...new Set(above)]
}

type Need = Extract<Change, { readonly change: 'needs-permission' }>

interface Level {
  readonly workflow: Workflow
  readonly needs: readonly Need[]
  /** The secrets that nothing in the workflow reads any more. */
  readonly gone: ReadonlySet<string>
}

function isNeed(change: Change): change is Need {
  return change.change === 'needs-permission'
}

function goneFrom({ flows }: Workflow, uses: readonly Use[]): ReadonlySet<string> {
  const settled = new Set(uses.map(({ flow }) => flow))
  const names = new Set(uses.map(({ flow }) => flow.secret))
  const kept = flows.filter((flow) => !settled.has(flow) && !onlyFeeds(flow, uses)).map(({ secret }) => secret)
  return new Set([...names].filter((name) => !kept.includes(name)))
}

function declared({ workflow, gone }: Level): readonly Change[] {
  return workflow.declares.filter((name) => gone.has(name.toUpperCase())).map((name) => ({ change: 'remove-declared-secret', workflow, name }))
}

function asked({ job, needs, gone }: Level & { readonly job: Job }): readonly Change[] {
  const grants = needs.map(({ scope, access }) => ({ change: 'needs-permission', job, scope, access } as const))
  const names = new Set(handed(job, gone).map(({ to }) => (to.kind === 'call' ? to.name : '')))
  return [...grants, ...[...names].map((name) => ({ change: 'remove-passed-secret', job, name } as const))]
}

/** The flows by which a job hands over secrets of these names. */
export function handed(job: Job, names: ReadonlySet<string>): readonly Flow[] {
  return job.workflow.flows.filter(({ to }) => to.kind === 'call' && to.job === job && names.has(to.name.toUpperCase()))
}
