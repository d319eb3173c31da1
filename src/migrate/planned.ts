import type { Flow, Migration, Plan, Use, Workflow } from '../workflow.ts'
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
}

/** A variable that is read by nothing but uses is no way of its own: it goes with them. */
export function onlyFeeds({ to }: Flow, uses: readonly Use[]): boolean {
  if (to.kind !== 'variable' || to.mentions.length === 0) return false
  return to.mentions.every((mention) => mention.in === 'input' && uses.some(({ flow }) => {
    return flow.to.kind === 'input' && flow.to.step === mention.step && flow.to.name === mention.name
  }))
}

/** The provider that a migration belongs to: the part of its id before the slash. */
export function providerOf(migration: Migration): string {
  return migration.id.split('/')[0] ?? migration.id
}
