import type { RememberedWalk, Store, Traces, Version, Walk, WalkFor } from '../repo/port.ts'
import type { Whole } from './whole.ts'

export interface Asking {
  readonly store: Store
  readonly range: Whole
  /** The walk over the range, where it runs already. */
  readonly begun: Walk | undefined
  /** Where a walk begins, where that is asked already. */
  readonly tips: Promise<readonly string[]> | undefined
  /** The blobs that somebody brought. */
  readonly asked: ReadonlySet<string>
  readonly remembered: RememberedWalk | undefined
  /** `none`: the store has no object that it had not when this was remembered. */
  readonly news: 'none' | 'some'
  readonly traces: Traces | undefined
}

export interface Brought extends RememberedWalk {
  readonly gaps: readonly string[]
  /** `some`: git could not go all the way, so nobody can say what is out of reach. */
  readonly told: Walk['told']
}

/** Who brought these blobs: what is remembered, and what came since; else all is asked anew. */
export async function whoBrought(asking: Asking): Promise<Brought> {
  const { remembered } = asking
  const tips = await asking.tips
  const known = remembered?.of === asking.range.of && tips !== undefined ? await sinceThen({ ...asking, remembered }, tips) : undefined
  return known ?? (await askAll(asking, tips))
}

async function sinceThen(asking: Asking & { readonly remembered: RememberedWalk }, tips: readonly string[]): Promise<Brought | undefined> {
  const { remembered, asked, store, range } = asking
  const same = tips.length === remembered.tips.length && tips.every((tip, index) => tip === remembered.tips[index])
  if (!same && (await store.reach(tips, remembered.tips)) === 'some') return undefined
  // What was missing and has come is neither old nor new.
  if (asking.news === 'some' && (await store.sizes(remembered.lacking.map(({ blob }) => blob))).size > 0) return undefined
  const walk = same ? undefined : await store.walk(after(range, remembered.tips))
  const since = walk === undefined ? NOTHING : await listed(walk, { only: asked })
  const brought = new Set([...remembered.asked, ...since.versions.map(({ blob }) => blob)])
  if (since.gaps.length > 0 || [...asked].some((blob) => !brought.has(blob))) return undefined
  const reached = [...since.versions, ...remembered.reached].filter(({ blob }) => asked.has(blob))
  const lost = same && asking.news === 'none' ? remembered.lost.filter(({ blob }) => asked.has(blob)) : await lostOf(asking, reached)
  return { of: range.of, tips, asked: [...asked], reached, lost, commits: remembered.commits + (walk?.commits ?? 0), lacking: [...since.lacking, ...remembered.lacking], gaps: [], told: 'all' }
}

async function askAll(asking: Asking, begins: readonly string[] | undefined): Promise<Brought> {
  const { store, range, asked, traces } = asking
  const walk = asking.begun ?? (await store.walk(range))
  const { versions: reached, lacking, gaps } = await listed(walk, { only: asked, traces })
  const lost = walk.told === 'all' ? await lostOf(asking, reached) : []
  const tips = begins ?? walk.tips ?? (await store.tips(range))
  return { of: range.of, tips, asked: [...asked], reached, lost, commits: walk.commits, lacking, gaps, told: walk.told }
}

interface Listed {
  readonly versions: readonly Version[]
  readonly lacking: readonly Version[]
  readonly gaps: readonly string[]
}

const NOTHING: Listed = { versions: [], lacking: [], gaps: [] }

/** The range without what these commits reach. */
function after(range: Whole, commits: readonly string[]): Whole {
  return range.of === 'history' ? { of: 'history', except: commits } : { ...range, bases: commits }
}

// What the heads of a range do not reach is no part of it.
async function lostOf({ store, range, asked, traces }: Asking, reached: readonly Version[]): Promise<readonly Version[]> {
  const left = new Set(asked)
  for (const { blob } of reached) left.delete(blob)
  if (range.of === 'commits' || left.size === 0) return []
  return (await listed(await store.unreachable(), { only: left, traces })).versions
}

async function listed(walk: Walk, { only, traces }: WalkFor & { readonly only: ReadonlySet<string> }): Promise<Listed> {
  const [versions, lacking, gaps]: [Version[], Version[], string[]] = [[], [], []]
  for await (const version of walk.versions({ only, traces, lacking: 'told' })) {
    if ('gap' in version) gaps.push(version.gap)
    else if (only.has(version.blob)) versions.push(version)
    else lacking.push(version)
  }
  return { versions, lacking, gaps }
}
