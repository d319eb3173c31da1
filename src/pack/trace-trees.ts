import { createHash } from 'node:crypto'
import type { Traces } from '../repo/port.ts'
import type { Helpers } from './helpers.ts'
import { readLoose } from './loose-scanner.ts'
import type { LooseObjects } from './object-store.ts'
import type { PackWork } from './pack-work.ts'
import type { PackWorker } from './pack-worker.ts'
import { fillIds, isTree, sharedIds, type TreeIds } from './tree-ids.ts'
import type { MadeTrees, TreeWork } from './tree-maker.ts'

/** What a helping thread is sent to take part. */
export interface TraceOrder extends TreeWork {
  readonly ids: Omit<TreeIds, 'at'> & { readonly bytes: Uint8Array }
}

export interface Tracing {
  readonly work: PackWork & { readonly loose: LooseObjects }
  /** The numbers of loose objects that are no blobs. */
  readonly others: readonly number[]
  readonly idLength: number
  readonly worker: PackWorker
  readonly helpers: Helpers | undefined
  readonly sought: ReadonlySet<string>
}

/** More loose objects than these are not read again for their trees. */
const MOST_LOOSE = 20_000
/** What an engine knows of a tree, in bytes. */
const STATE = 16
const UNKNOWN = -1

/**
 * Makes all trees of a store, on all threads, and traces what is sought through them. Memory: 16 bytes for each id, twice and
 * more; a record of 8 bytes for each tree and 12 for each folder in it; 16 for each object.
 */
export async function traceTrees(tracing: Tracing): Promise<Traces | undefined> {
  const { work, worker, helpers, idLength, sought } = tracing
  if (tracing.others.length > MOST_LOOSE) return undefined
  const { packs, table, loose: { ids: loose }, families: { trees: families } } = work
  const looseTrees = treesAmong(tracing)
  const ids = fillIds(worker, { packs, table, idLength, loose, looseTrees, sought })
  if (ids === 'unclear') return undefined
  const order = { families, counter: new Int32Array(new SharedArrayBuffer(4)) }
  const helped = helpers?.trace(() => ({ ...order, ids: { ...ids, bytes: sharedIds(worker, ids) } })).catch(() => 'broken' as const)
  const own = worker.makeTrees(order, looseTrees)
  const others = (await helped) ?? []
  // What a helper that broke off had taken is unknown.
  return others === 'broken' ? undefined : traced(worker, { made: [own, ...others], count: table.types.length + loose.length, idLength, sought })
}

function treesAmong({ work: { loose: { folders, ids }, table }, others }: Tracing): ReadonlyMap<number, Uint8Array> {
  const trees = new Map<number, Uint8Array>()
  for (const number of others) {
    const object = readLoose({ folders, id: ids[number - table.types.length] ?? '' })
    if (object !== 'unreadable' && object.type === 'tree') trees.set(number, object.bytes)
  }
  return trees
}

interface Recorded extends Pick<Tracing, 'idLength' | 'sought'> {
  readonly made: readonly MadeTrees[]
  /** How many numbers trees may have. */
  readonly count: number
}

function traced({ engine, arena }: PackWorker, { made, count, idLength, sought }: Recorded): Traces | undefined {
  const records = made.flatMap((some) => some.records)
  const length = records.reduce((sum, some) => sum + some.length, 0)
  const [at, states, id] = [arena.take(length), arena.take(count * STATE), arena.take(idLength)]
  if (at === 'full' || states === 'full' || id === 'full') return undefined
  engine.bytes.fill(0, states, states + count * STATE)
  engine.call.openTraces(states)
  let end = at
  for (const some of records) {
    engine.bytes.set(some, end)
    engine.call.addRecords(end, end + some.length)
    end += some.length
  }
  // It is in no store that nobody wrote it to, and git knows it all the same.
  const empty = createHash(idLength === 32 ? 'sha256' : 'sha1').update('tree 0\0').digest('hex')
  return {
    of: sought,
    lacking: new Set(made.flatMap(({ lacking }) => idsIn(lacking, idLength))),
    traceOf(tree) {
      engine.bytes.write(tree, id, 'hex')
      const value = engine.call.valueOf(id)
      const trace = isTree(value) ? engine.call.traceOf(value) : UNKNOWN
      if (trace !== UNKNOWN) return trace
      return tree === empty ? 0 : 'unknown'
    },
  }
}

function idsIn(bytes: Uint8Array, idLength: number): readonly string[] {
  return Array.from({ length: bytes.length / idLength }, (_, i) => Buffer.from(bytes.subarray(i * idLength, (i + 1) * idLength)).toString('hex'))
}
