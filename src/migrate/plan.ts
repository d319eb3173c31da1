import type { Problem } from '../finding.ts'
import type { Flow, Migration, Plan, RepoFacts, Use, Workflow } from '../workflow.ts'
import { isLocalCall } from './calls.ts'
import { namedElsewhere, type Named } from './elsewhere.ts'
import { itemsOf, type Item } from './items.ts'
import { insideAction } from './inside-action.ts'
import { localActions, type LocalActions } from './local-actions.ts'
import { isPassed, onlyFeeds, providerOf, replacedIn, type Planned, type Settled } from './planned.ts'
import { proposalsOf, type Proposal } from './proposals.ts'
import { readWorkflow } from './read.ts'
import { rewriteFiles, type Ground } from './rewrite.ts'
import { settleAll, type Wanted } from './settle.ts'
import { parseSource } from './source.ts'

export type { Item } from './items.ts'

export interface PlanInput {
  readonly workflows: readonly { readonly path: string; readonly text: string }[]
  readonly migrations: readonly Migration[]
  readonly facts: RepoFacts
  /** The one provider whose migrations are wanted. The others still decide whose a secret is. */
  readonly provider?: string
}

export interface MigrationPlan {
  /** How many files were looked at. */
  readonly looked: number
  readonly items: readonly Item[]
  /** All providers' edits together. */
  readonly files: readonly { readonly path: string; readonly before: string; readonly after: string }[]
  /** Files that are no workflows. */
  readonly problems: readonly Problem[]
  readonly proposals: readonly Proposal[]
  /** Where else in the repository the secrets of the items are named. */
  readonly elsewhere: readonly Named[]
}

/** Plans all migrations of a repository's workflows. The same input gives the same plan; a migrated file plans nothing. */
export async function planMigrations(input: PlanInput): Promise<MigrationPlan> {
  const parsed = input.workflows.toSorted((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, text }) => parseSource(path, text))
  const sources = parsed.flatMap((one) => ('doc' in one ? [one] : []))
  const problems = parsed.flatMap((one) => ('doc' in one ? [] : [one]))
  const library = new Map<string, Workflow>()
  for (const source of sources) library.set(source.path, readWorkflow(source, { workflows: library, facts: input.facts }))
  const ground = { sources: new Map(sources.map((source) => [source.path, source])), facts: input.facts }
  const scene = { ...input, ground, workflows: [...library.values()], actions: await localActions([...library.values()], input.facts) }
  const planned: Planned[] = []
  for (const source of sources) {
    const workflow = library.get(source.path)
    if (workflow !== undefined) planned.push({ source, workflow, settled: await settleFile(workflow, { ...scene, before: planned.flatMap(({ settled }) => settled) }) })
  }
  const items = itemsOf(planned)
  const elsewhere = await namedElsewhere([...new Set(items.map(({ secret }) => secret))], input.facts)
  const files = await rewriteFiles(ground, planned.flatMap(({ settled }) => settled).map(({ plan }) => plan))
  return {
    looked: parsed.length,
    items,
    files: files.filter(({ before, after }) => before !== after).map(({ path, before, after }) => ({ path, before, after })).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    problems,
    proposals: await proposalsOf(planned, { ground, elsewhere }),
    elsewhere,
  }
}

interface Scene {
  readonly migrations: readonly Migration[]
  readonly ground: Ground
  readonly workflows: readonly Workflow[]
  /** What is settled in the files before. */
  readonly before: readonly Settled[]
  readonly actions: LocalActions
  readonly provider?: string
}

async function settleFile(workflow: Workflow, scene: Scene): Promise<readonly Settled[]> {
  const wanted: Wanted[] = []
  const inside = new Map<Flow, Wanted>()
  for (const flow of workflow.flows) {
    const made = await insideAction(flow, { actions: scene.actions, claim: (inner) => claimOf(inner, scene.migrations), facts: scene.ground.facts })
    if (made !== undefined) inside.set(flow, made)
  }
  const claims = workflow.flows.map((flow) => ({ flow, ...(isLocalCall(flow) || inside.has(flow) || flow.only === 'presence' ? {} : claimOf(flow, scene.migrations)) }))
  for (const migration of scene.migrations) {
    const uses = claims.flatMap(({ use, by }) => (use !== undefined && by === migration ? [use] : []))
    if (uses.length === 0 || (scene.provider !== undefined && scene.provider !== providerOf(migration))) continue
    const others = claims.filter(({ by, flow }) => by !== migration && !isRewritten(inside.get(flow), migration))
    const leftovers = leftoversOf(uses, others.map(({ flow }) => flow))
    const plans = await migration.plan(uses, { facts: scene.ground.facts, workflows: scene.workflows, leftovers })
    wanted.push(...[...plans, ...unsettled(uses, plans)].map((plan) => ({ migration, plan })))
  }
  const own = [...inside.values()].filter(({ migration }) => scene.provider === undefined || scene.provider === providerOf(migration))
  return settleAll([...own.map((one) => agreed(one, { own, wanted, flows: workflow.flows })), ...wanted], scene)
}

function isRewritten(made: Wanted | undefined, by: Migration): boolean {
  return made?.migration === by && made.plan.state === 'rewrite'
}

interface All {
  /** What actions of the repository are handed. */
  readonly own: readonly Wanted[]
  readonly wanted: readonly Wanted[]
  readonly flows: readonly Flow[]
}

/** A secret that an action of the repository is handed ends there only if it ends everywhere in the file, and so do those beside it. */
function agreed(one: Wanted, { own, wanted, flows }: All): Wanted {
  const { migration, plan } = one
  if (plan.state !== 'rewrite') return one
  const beside = own.filter((other) => other.migration === migration && other.plan.uses[0]?.flow.step === plan.uses[0]?.flow.step)
  const secrets = new Set(beside.flatMap(({ plan: { uses } }) => uses.map(({ flow }) => flow.secret)))
  const rewritten = [...own, ...wanted].filter((other) => isRewritten(other, migration))
  const gone = new Set(rewritten.flatMap((other) => [...other.plan.uses.map(({ flow }) => flow), ...replacedIn(other.plan)]))
  const left = flows.find((flow) => secrets.has(flow.secret) && !gone.has(flow) && !onlyFeeds(flow, plan.uses))
  if (left === undefined) return one
  return { migration, plan: { state: 'report', uses: plan.uses, reason: `The same secret stays in use on line ${left.line}; what takes its place here must do there too.` } }
}

const SURE = { known: 0, named: 1, hinted: 2, left: 3 } as const

interface Claim {
  readonly use: Use
  readonly by: Migration
}

/** Of the migrations that know where a flow ends the surest; the first of several. */
function claimOf(flow: Flow, migrations: readonly Migration[]): Claim | undefined {
  const passed = isPassed(flow)
  const claims: Claim[] = []
  for (const by of migrations) {
    const use = by.consumes(flow)
    if (use === undefined) continue
    if ((use.sure ?? 'known') === 'known') return { use, by }
    // What only hands a value on is for those who know the variable itself.
    if (!passed) claims.push({ use, by })
  }
  return claims.toSorted((a, b) => SURE[a.use.sure ?? 'known'] - SURE[b.use.sure ?? 'known'])[0]
}

/** Flows of the same secrets that no use stands for. */
function leftoversOf(uses: readonly Use[], others: readonly Flow[]): readonly Flow[] {
  const secrets = new Set(uses.map(({ flow }) => flow.secret))
  return others.filter((flow) => secrets.has(flow.secret) && flow.secret !== '*' && !onlyFeeds(flow, uses) && !isAsked(flow))
}

/** A condition that asks for a variable: the variable's own flow tells of it. */
function isAsked({ to, path, through }: Flow): boolean {
  return to.kind === 'elsewhere' && path.at(-1) === 'if' && through.length > 0
}

function unsettled(uses: readonly Use[], plans: readonly Plan[]): readonly Plan[] {
  const left = uses.filter((use) => !plans.some((plan) => plan.uses.includes(use)))
  return left.length === 0 ? [] : [{ state: 'report', uses: left, reason: 'Mayfly does not understand where this value goes.' }]
}
