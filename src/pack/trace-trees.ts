import { createHash } from 'node:crypto'
import type { Traces } from '../repo/port.ts'
import { walkCommits } from './commit-walk.ts'
import type { Helpers } from './helpers.ts'
import { readLoose } from './loose-scanner.ts'
import type { LooseObjects } from './object-store.ts'
import type { PackWork } from './pack-work.ts'
import type { PackWorker } from './pack-worker.ts'
import { idsOfStore } from './tree-ids.ts'
import type { Chunks, JustMade, LooseTree, MadeTrees, Written } from './tree-maker.ts'

export interface Tracing {
  readonly work: PackWork & { readonly loose: LooseObjects }
  /** The numbers of loose objects that are no blobs. */
  readonly others: readonly number[]
  readonly idLength: number
  readonly worker: PackWorker
  readonly helpers: Helpers | undefined
  readonly sought: ReadonlySet<string>
}

/** More loose objects than these are not read again for their trees and commits. */
const MOST_LOOSE = 20_000
/** What an engine knows of an object, in bytes. */
const STATE = 16

/**
 * Makes all trees and commits of a store, on all threads, and traces what is sought through them. Memory: about 30 bytes for
 * each id; a record of 8 bytes for each tree and 12 for each folder in it, twice; 16 for each object.
 */
export async function traceTrees(tracing: Tracing): Promise<Traces | undefined> {
  const { work: { packs, table, loose, families }, worker, helpers, idLength, sought } = tracing
  if (tracing.others.length > MOST_LOOSE) return undefined
  const known = looseOf(tracing)
  const trees = new Set(known.flatMap(({ number, type }) => (type === 'tree' ? [number] : [])))
  const all = [...loose.ids, emptyTree(idLength)]
  const ids = idsOfStore({ packs, idLength, loose: all, first: table.types.length, trees, sought })
  const order = { ids, families: families.trees, counter: new Int32Array(new SharedArrayBuffer(4)) }
  const helped = helpers?.trace(order).catch(() => 'broken' as const)
  const own = worker.makeTrees(order, known)
  const others = (await helped) ?? []
  // What a helper that broke off had taken is unknown.
  return others === 'broken' ? undefined : traced(tracing, { own, others, count: table.types.length + all.length })
}

/** Loose trees and commits, and the empty tree: it is in no store that nobody wrote it to, and git knows it all the same. */
function looseOf({ work: { loose: { folders, ids }, table }, others }: Tracing): readonly LooseTree[] {
  const first = table.types.length
  const trees: LooseTree[] = [{ number: first + ids.length, type: 'tree', bytes: new Uint8Array(0) }]
  for (const number of others) {
    const object = readLoose({ folders, id: ids[number - first] ?? '' })
    if (object !== 'unreadable' && (object.type === 'tree' || object.type === 'commit')) trees.push({ number, ...object })
  }
  return trees
}

function emptyTree(idLength: number): string {
  return createHash(idLength === 32 ? 'sha256' : 'sha1').update('tree 0\0').digest('hex')
}

interface Recorded {
  readonly own: JustMade
  readonly others: readonly MadeTrees[]
  /** How many numbers objects have. */
  readonly count: number
}

function traced({ worker, work, sought, idLength }: Tracing, { own, others, count }: Recorded): Traces | undefined {
  const { engine, arena } = worker
  const { call } = engine
  const known = count * STATE
  const [states, id] = [arena.take(known + (count >> 3) + 1), arena.take(idLength)]
  if (states === 'full' || id === 'full') return undefined
  engine.bytes.fill(0, states, states + known + (count >> 3) + 1)
  call.openTraces(states, states + known)
  const trees = add(worker, { own: own.trees, others: others.flatMap((made) => made.trees), to: (at, end) => call.addRecords(at, end) })
  const commits = add(worker, { own: own.commits, others: others.flatMap((made) => made.commits), to: (at, end) => call.addCommits(at, end) })
  if (trees === 'full' || commits === 'full') return undefined
  return {
    of: sought,
    lacking: new Set([own, ...others].flatMap(({ lacking }) => idsIn(lacking, idLength))),
    traceOf(tree) {
      engine.bytes.write(tree, id, 'hex')
      const trace = call.traceOf(id)
      return trace < 0 ? 'unknown' : trace
    },
    walk: (from) => walkCommits({ worker, work, commits, objects: count, id }, from),
  }
}

interface Adding {
  readonly own: Written
  readonly others: Chunks
  /** Takes in what stands there, and stays. */
  to(this: void, at: number, end: number): number
}

/** Brings records of all threads to one engine. Returns how many there are. */
function add({ engine, arena }: PackWorker, { own, others, to }: Adding): number | 'full' {
  let count = to(own.at, own.end)
  for (const some of [...own.done, ...others]) {
    const at = arena.take(some.length)
    if (at === 'full') return 'full'
    engine.bytes.set(some, at)
    count += to(at, at + some.length)
  }
  return count
}

function idsIn(bytes: Uint8Array, idLength: number): readonly string[] {
  const all = Buffer.from(bytes.buffer)
  if (all.equals(Buffer.alloc(all.length))) return []
  return Array.from({ length: bytes.length / idLength }, (_, i) => all.toString('hex', i * idLength, (i + 1) * idLength)).filter((id) => !/^0+$/.test(id))
}
