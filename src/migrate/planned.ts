import type { Flow, Mention, Migration, Plan, Use, Workflow } from '../workflow.ts'
import type { Hunk } from './diff.ts'
import type { Source } from './source.ts'

/** A file with all that its migrations want of it. */
export interface Planned {
  readonly source: Source
  readonly workflow: Workflow
  readonly settled: readonly Settled[]
}

export interface Settled {
  readonly migration: Migration
  readonly plan: Plan
  /** Where the plan rewrites: what it makes of the file alone. */
  readonly rewrite?: Rewrite
  /** What it makes of other files, by their paths. */
  readonly beyond?: ReadonlyMap<string, Rewrite>
}

export interface Rewrite {
  readonly after: string
  readonly hunks: readonly Hunk[]
  readonly assumed: readonly string[]
  /** What a person must look at before it is merged. */
  readonly confirm: readonly string[]
}

/** A variable that is read by nothing but uses is no way of its own: it goes with them. */
export function onlyFeeds({ to }: Flow, uses: readonly Use[]): boolean {
  if (to.kind !== 'variable' || to.mentions.length === 0) return false
  return to.mentions.every((mention) => mention.in === 'input' && uses.some(({ flow }) => {
    return flow.to.kind === 'input' && flow.to.step === mention.step && flow.to.name === mention.name
  }))
}

/**
 * Whether a variable only hands its value on: to flows that pass it, and to conditions. Then those decide what it is for.
 */
export function isPassed({ to, workflow, secret }: Flow): boolean {
  if (to.kind !== 'variable' || to.mentions.length === 0) return false
  const passing = workflow.flows.filter(({ through }) => through.some(({ owner, name }) => owner === to.owner && name === to.name))
  // A condition alone proves nothing: programs read a variable unnamed. It is a gate where the secret goes another way too.
  const goesOn = passing.length > 0 || workflow.flows.some((flow) => flow.secret === secret && !(flow.to.kind === 'variable' && flow.to.owner === to.owner && flow.to.name === to.name))
  return goesOn && to.mentions.every((mention) => mention.in === 'condition' || passing.some((flow) => isAt(flow, mention)))
}

function isAt({ to, step, path }: Flow, mention: Mention): boolean {
  if (step !== mention.step) return false
  if (mention.in === 'command') return path.at(-1) === 'run'
  if (mention.in === 'elsewhere') return to.kind === 'container' || to.kind === 'elsewhere' || to.kind === 'call'
  return (to.kind === 'input' || to.kind === 'variable') && to.name === mention.name
}

/** The provider that a migration belongs to: the part of its id before the slash. */
export function providerOf(migration: Migration): string {
  return migration.id.split('/')[0] ?? migration.id
}

/** What asks for something else from now on. */
export function replacedIn(plan: Plan): readonly Flow[] {
  return plan.state === 'rewrite' ? plan.changes.flatMap((change) => (change.change === 'replace-expression' ? [change.flow] : [])) : []
}
