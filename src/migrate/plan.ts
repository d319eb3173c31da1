import type { Problem } from '../finding.ts'
import type { Flow, Migration, Plan, RepoFacts, Use, Workflow } from '../workflow.ts'
import type { Hunk } from './diff.ts'
import { onlyFeeds, providerOf, type Planned, type Settled } from './planned.ts'
import { proposalsOf, type Proposal } from './proposals.ts'
import { readWorkflow } from './read.ts'
import { rewriteFile } from './rewrite.ts'
import { parseSource, type Source } from './source.ts'

export interface PlanInput {
  readonly workflows: readonly { readonly path: string; readonly text: string }[]
  readonly migrations: readonly Migration[]
  readonly facts: RepoFacts
}

export interface MigrationPlan {
  readonly items: readonly Item[]
  /** All providers' edits together. */
  readonly files: readonly { readonly path: string; readonly before: string; readonly after: string }[]
  /** Files that are no workflows. */
  readonly problems: readonly Problem[]
  readonly proposals: readonly Proposal[]
}

/** What becomes of one stored secret in one file. */
export interface Item {
  readonly path: string
  readonly secret: string
  /** The migration's id. */
  readonly target: string
  readonly provider: string
  readonly action: 'rewrite' | 'report' | 'advice'
  readonly reason: string
  /** The first line on which the secret is used so. */
  readonly line: number
  readonly edits: readonly Hunk[]
}

/** Plans all migrations of a repository's workflows. The same input gives the same plan; a migrated file plans nothing. */
export async function planMigrations(input: PlanInput): Promise<MigrationPlan> {
  const parsed = input.workflows.toSorted((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, text }) => parseSource(path, text))
  const sources = parsed.flatMap((one) => ('doc' in one ? [one] : []))
  const problems = parsed.flatMap((one) => ('doc' in one ? [] : [one]))
  const read = sources.map((source) => ({ source, workflow: readWorkflow(source) }))
  const workflows = read.map(({ workflow }) => workflow)
  const planned: Planned[] = []
  for (const file of read) planned.push(await planFile(file, { ...input, workflows }))
  const files = await Promise.all(planned.map(({ source, settled }) => rewriteFile(source, { settled, facts: input.facts })))
  return {
    items: planned.flatMap(itemsOf),
    files: files.filter(({ before, after }) => before !== after).map(({ path, before, after }) => ({ path, before, after })),
    problems,
    proposals: await proposalsOf(planned, input.facts),
  }
}

interface Scene {
  readonly migrations: readonly Migration[]
  readonly facts: RepoFacts
  readonly workflows: readonly Workflow[]
}

async function planFile(file: Pick<Planned, 'source' | 'workflow'>, scene: Scene): Promise<Planned> {
  const claims = file.workflow.flows.map((flow) => ({ flow, ...claimOf(flow, scene.migrations) }))
  const settled: Settled[] = []
  for (const migration of scene.migrations) {
    const uses = claims.flatMap(({ use, by }) => (use !== undefined && by === migration ? [use] : []))
    if (uses.length === 0) continue
    const leftovers = leftoversOf(uses, claims.filter(({ by }) => by !== migration).map(({ flow }) => flow))
    const plans = await migration.plan(uses, { facts: scene.facts, workflows: scene.workflows, leftovers })
    for (const plan of [...plans, ...unsettled(uses, plans)]) settled.push(await settle(file.source, { migration, plan, facts: scene.facts, settled }))
  }
  return { ...file, settled }
}

/** The first migration that knows where a flow ends. */
function claimOf(flow: Flow, migrations: readonly Migration[]): { readonly use?: Use; readonly by?: Migration } {
  for (const by of migrations) {
    const use = by.consumes(flow)
    if (use !== undefined) return { use, by }
  }
  return {}
}

/** Flows of the same secrets that no use stands for. */
function leftoversOf(uses: readonly Use[], others: readonly Flow[]): readonly Flow[] {
  const secrets = new Set(uses.map(({ flow }) => flow.secret))
  return others.filter((flow) => secrets.has(flow.secret) && flow.secret !== '*' && !onlyFeeds(flow, uses))
}

function unsettled(uses: readonly Use[], plans: readonly Plan[]): readonly Plan[] {
  const left = uses.filter((use) => !plans.some((plan) => plan.uses.includes(use)))
  return left.length === 0 ? [] : [{ state: 'report', uses: left, reason: 'Mayfly does not understand where this value goes.' }]
}

interface Settling {
  readonly migration: Migration
  readonly plan: Plan
  readonly facts: RepoFacts
  /** What is settled in this file already. */
  readonly settled: readonly Settled[]
}

/** Makes a rewrite alone and with those before it, to see that it can be made; it becomes a report where it cannot. */
async function settle(source: Source, { migration, plan, facts, settled }: Settling): Promise<Settled> {
  if (plan.state !== 'rewrite') return { migration, plan }
  const alone = await rewriteFile(source, { settled: [{ migration, plan }], facts })
  const others = settled.filter(({ rewrite }) => rewrite !== undefined)
  const together = others.length === 0 ? alone : await rewriteFile(source, { settled: [...others, { migration, plan }], facts })
  const refused = alone.refused ?? together.refused
  if (refused === undefined && alone.rewrite !== undefined) return { migration, plan, rewrite: alone.rewrite }
  return { migration, plan: { state: 'report', uses: plan.uses, reason: `Not rewritten: ${refused ?? 'nothing would change'}.` } }
}

const RANK = { rewrite: 0, report: 1, advice: 2 } as const

/** One item for each secret of a file: what is done about it counts before what is said. */
function itemsOf(file: Planned): readonly Item[] {
  const items = file.settled.flatMap((settled) => settled.plan.uses.map((use) => itemOf(file, { settled, use })))
  const best = items.toSorted((a, b) => RANK[a.action] - RANK[b.action] || a.line - b.line)
  const kept = best.filter((item, i) => best.findIndex(({ secret }) => secret === item.secret) === i)
  return kept.map((item) => ({ ...item, reason: withRest(item, best) })).toSorted((a, b) => a.line - b.line || (a.secret < b.secret ? -1 : 1))
}

function itemOf(file: Planned, { settled, use }: { readonly settled: Settled; readonly use: Use }): Item {
  const { migration, plan, rewrite } = settled
  return {
    path: file.source.path,
    secret: use.flow.secret,
    target: migration.id,
    provider: providerOf(migration),
    action: plan.state,
    reason: plan.reason,
    line: use.flow.line,
    edits: rewrite?.hunks ?? [],
  }
}

/** A secret that is rewritten in one place and stays in another says so. */
function withRest(item: Item, all: readonly Item[]): string {
  const rest = all.find((other) => other.secret === item.secret && other.action !== 'rewrite')
  return item.action === 'rewrite' && rest !== undefined ? `${item.reason} It stays in use on line ${rest.line}: ${rest.reason}` : item.reason
}
