import { codeSpan } from '../lib/code-span.ts'
import type { Flow, Workflow } from '../workflow.ts'
import type { Hunk } from './diff.ts'
import { providerOf, type Planned, type Settled } from './planned.ts'

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

const RANK = { rewrite: 0, report: 1, advice: 2 } as const
const SURE = { known: 0, named: 1, hinted: 2, left: 3 } as const

interface Ranked {
  readonly item: Item
  readonly sure: keyof typeof SURE
}

/** One item for each secret of each file: what is done about it counts before what is said. */
export function itemsOf(planned: readonly Planned[]): readonly Item[] {
  return planned.flatMap((file) => {
    const own = file.settled.flatMap((settled) => settled.plan.uses
      .filter(({ flow }) => settled.plan.state === 'rewrite' || !isUserName(flow))
      .map(({ flow, sure = 'known' }) => ({ item: itemOf(flow, settled), sure })))
    return best([...own, ...handedOver(file.workflow, planned)])
  })
}

/** A user's name opens nothing, wherever it is kept: it goes with its password, and is worth no word of its own. */
function isUserName(flow: Flow): boolean {
  return /(?:^|_)(?:USERS?|USER_?NAME|USR)$/.test(flow.secret) && !takenAs(flow).some((name) => /key|token|pass|secret|pat$/i.test(name))
}

/** The names under which whoever takes it knows it. */
function takenAs({ to, expression }: Flow): readonly string[] {
  if (to.kind === 'input' || to.kind === 'variable' || to.kind === 'call') return [to.name]
  const pieces = to.kind === 'command' ? (to.step.run ?? '').split(expression).slice(0, -1) : []
  return pieces.map((before) => /(\w{1,100})["']?\s{0,5}[=:]\s{0,5}["']?$/.exec(before.slice(-120))?.[1] ?? '')
}

function best(items: readonly Ranked[]): readonly Item[] {
  const ranked = items.toSorted((a, b) => RANK[a.item.action] - RANK[b.item.action] || SURE[a.sure] - SURE[b.sure] || a.item.line - b.item.line)
  const sorted = ranked.map(({ item }) => item)
  const kept = sorted.filter((item, i) => sorted.findIndex(({ secret }) => secret === item.secret) === i)
  return kept.map((item) => ({ ...item, reason: withRest(item, sorted) })).toSorted((a, b) => a.line - b.line || (a.secret < b.secret ? -1 : 1))
}

function itemOf(flow: Flow, { migration, plan, rewrite, beyond }: Settled): Item {
  const { path } = flow.workflow
  return {
    path,
    secret: flow.secret,
    target: migration.id,
    provider: providerOf(migration),
    action: plan.state,
    reason: plan.reason,
    line: flow.line,
    edits: (plan.uses[0]?.flow.workflow.path === path ? rewrite : beyond?.get(path))?.hunks ?? [],
  }
}

const MOST_DEEP = 10

/** Secrets that a file hands to a workflow of the same repository: what becomes of them is decided there. */
function handedOver(workflow: Workflow, planned: readonly Planned[]): readonly Ranked[] {
  return workflow.flows.flatMap((flow) => {
    if (flow.expression === 'inherit') return inherited(flow, planned)
    const fate = flow.to.kind === 'call' && flow.secret !== '*' ? fateOf(flow, { planned, depth: 0 }) : undefined
    if (fate === undefined || flow.to.kind !== 'call') return []
    const item = itemOf(flow, fate)
    return [{ item: { ...item, reason: `Handed to ${codeSpan(flow.to.job.callee?.path ?? '')}: ${item.reason}` }, sure: 'known' }]
  })
}

/** Of secrets that are handed over unnamed those for which this file is changed too. */
function inherited(flow: Flow, planned: readonly Planned[]): readonly Ranked[] {
  const callee = flow.to.kind === 'call' ? flow.to.job.callee : undefined
  const changing = planned.flatMap(({ settled }) => settled).filter(({ beyond }) => callee !== undefined && beyond?.has(flow.workflow.path) === true)
  return changing.flatMap((settled) => settled.plan.uses.filter((use) => use.flow.workflow === callee).map((use): Ranked => {
    const item = itemOf({ ...flow, secret: use.flow.secret }, settled)
    return { item: { ...item, reason: `Handed to ${codeSpan(callee?.path ?? '')}: ${item.reason}` }, sure: 'known' }
  }))
}

function fateOf({ to }: Flow, at: { readonly planned: readonly Planned[]; readonly depth: number }): Settled | undefined {
  if (to.kind !== 'call' || to.job.callee === undefined || at.depth > MOST_DEEP) return undefined
  const { callee } = to.job
  const inside = callee.flows.filter(({ secret }) => secret === to.name.toUpperCase())
  const settled = at.planned.find(({ workflow }) => workflow === callee)?.settled ?? []
  const own = settled.filter(({ plan }) => plan.uses.some(({ flow }) => inside.includes(flow)))
  const deeper = inside.flatMap((flow) => fateOf(flow, { ...at, depth: at.depth + 1 }) ?? [])
  return [...own, ...deeper].toSorted((a, b) => RANK[a.plan.state] - RANK[b.plan.state])[0]
}

/** A secret that is rewritten in one place and stays in another says so. */
function withRest(item: Item, all: readonly Item[]): string {
  const rest = all.find((other) => other.secret === item.secret && other.action !== 'rewrite')
  return item.action === 'rewrite' && rest !== undefined ? `${item.reason} It stays in use on line ${rest.line}: ${rest.reason}` : item.reason
}
