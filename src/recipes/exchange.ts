// A step that exchanges the job's OIDC token for a short-lived one, which stands wherever the stored one stood.
import { codeSpan } from '../lib/code-span.ts'
import type { Admitted, Change, Flow, Job, Owner, Step, Use } from '../workflow.ts'
import { freshId, insertLogin, type Trouble } from './login.ts'

interface Exchange {
  readonly uses: readonly Use[]
  /** Of a variable that a whole job sees: the steps that read it. */
  readonly reads: (step: Step, name: string) => boolean
  readonly login: { readonly name: string; readonly id: string; readonly uses: string; readonly with?: Readonly<Record<string, string>> }
  /** The output of the login that is the short-lived token. */
  readonly output: string
}

export interface Exchanged {
  readonly changes: readonly Change[]
  readonly places: readonly Admitted[]
}

/** One exchange in each job, before the first step that is given the token; every flow brings the new token from then on. */
export function exchangeToken(exchange: Exchange): Exchanged | Trouble {
  const needing = new Map<Job, Set<Step>>()
  for (const { flow } of exchange.uses) {
    const steps = readersOf(flow, exchange)
    if (steps.length === 0) return { trouble: `No step is seen that uses ${nameIn(flow)}; what does is not known.` }
    for (const step of steps) needing.set(step.job, (needing.get(step.job) ?? new Set()).add(step))
  }
  const changes: Change[] = []
  const places: Admitted[] = []
  for (const [job, steps] of needing) {
    const id = freshId(job, exchange.login.id)
    const made = insertLogin({ needing: [...steps].toSorted((a, b) => a.index - b.index), step: { ...exchange.login, id } })
    if ('trouble' in made) return made
    changes.push(...made.changes, ...exchange.uses.flatMap(({ flow }) => replaced(flow, { job, exchange, value: `\${{ steps.${id}.outputs.${exchange.output} }}` })))
    places.push(made.place)
  }
  return { changes, places }
}

function readersOf({ to, step }: Flow, { reads }: Exchange): readonly Step[] {
  if (to.kind !== 'variable' || to.owner.level === 'step') return step === undefined ? [] : [step]
  return scopeOf(to.owner).filter((one) => reads(one, to.name))
}

function scopeOf(owner: Owner): readonly Step[] {
  if (owner.level === 'step') return [owner]
  return owner.level === 'job' ? owner.steps : owner.jobs.flatMap(({ steps }) => steps)
}

interface Replacing {
  readonly job: Job
  readonly exchange: Exchange
  readonly value: string
}

/** Outputs of steps are known in steps alone, so a variable of a job moves into the steps that read it. */
function replaced(flow: Flow, { job, exchange, value }: Replacing): readonly Change[] {
  const { to } = flow
  if (to.kind !== 'variable' || to.owner.level === 'step') return flow.job === job ? [{ change: 'replace-expression', flow, expression: value }] : []
  const { owner, name } = to
  const steps = job.steps.filter((step) => (owner === job || owner === job.workflow) && exchange.reads(step, name))
  return [{ change: 'remove-variable', owner, name }, ...steps.map((step) => ({ change: 'set-variable', owner: step, name, value } as const))]
}

function nameIn({ to }: Flow): string {
  return to.kind === 'variable' ? codeSpan(to.name) : 'the token'
}

/** The name of the file that the registry sees: the called workflow's own, or those of the callers. */
export function callingFiles(job: Job, depth = 0): readonly string[] {
  const { callers, path } = job.workflow
  if (callers.length === 0 || depth > 5) return [path.split('/').at(-1) ?? path]
  return [...new Set(callers.flatMap((caller) => callingFiles(caller, depth + 1)))]
}
