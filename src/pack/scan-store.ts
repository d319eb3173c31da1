import { setImmediate } from 'node:timers/promises'
import { tooLarge, type Traces } from '../repo/port.ts'
import { matchOf } from '../scan/scan.ts'
import { Engine, fits, soughtOf } from './engine.ts'
import { Helpers } from './helpers.ts'
import { looseIn, openStore, type LooseObjects, type ObjectStore } from './object-store.ts'
import type { OutcomeData } from './outcomes.ts'
import { idsOf, planWork, wantedIds, type PackWork, type Wanted } from './pack-work.ts'
import { blobsAmong } from './scan-by-git.ts'
import type { ObjectScan } from './scan-objects.ts'
import { PackWorker } from './pack-worker.ts'
import { Tally } from './tally.ts'
import { traceTrees, type Tracing } from './trace-trees.ts'

export interface StoreScan {
  readonly tally: Tally
  /** Wanted objects that could not be read here, or are not here. */
  readonly left: ReadonlySet<string>
}

/** Scans the packs and the loose objects of a store; 'unknown' where they are not of the kinds that are known here. */
export async function scanStore(input: ObjectScan): Promise<StoreScan | 'unknown'> {
  const store = await openStore(input.folder)
  const helpers = store.bytes < WORTHWHILE ? undefined : new Helpers(input.helper)
  const wanted = wantedOf(input)
  const trees = input.traces === 'wanted' && wanted === undefined ? 'with trees' : undefined
  try {
    const sought = soughtOf(input.ruleset)
    if (!fits(sought)) return 'unknown'
    const engine = new Engine(sought, input.ruleset.decoding)
    const packs = planWork({ paths: store.packs, idLength: store.idLength, wanted, trees, engine })
    if (packs === 'unknown') return 'unknown'
    const work: Work = { ...packs, loose: looseOf(store, { packs, wanted }), counter: newCounter() }
    const ran = await run(work, { input, helpers, engine })
    const scanned = await sum(ran.outcomes, { work, input })
    if (trees !== undefined) scanned.tally.traces = await tracesOf(scanned, { ...ran, work, idLength: store.idLength })
    return scanned
  } finally {
    await helpers?.close()
  }
}

/** A pack smaller than this is scanned before another thread has started. */
const WORTHWHILE = 4 * 1024 * 1024

function newCounter(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4))
}

interface Ran {
  readonly outcomes: OutcomeData
  readonly worker: PackWorker
  readonly helpers: Helpers | undefined
}

interface Running {
  readonly input: ObjectScan
  readonly helpers: Helpers | undefined
  readonly engine: Engine
}

async function run(work: Work, { input, helpers, engine }: Running): Promise<Ran> {
  const { packs, table, families: { roots, starts }, loose, counter } = work
  const shared = { packs: packs.map(({ file, first }) => ({ file, first })), table, families: { roots, starts }, loose, counter }
  helpers?.start(shared, input.ruleset)
  const worker = new PackWorker({ ...shared, ruleset: input.ruleset, engine, breathe: breather(input) })
  const outcomes = await worker.scan()
  try {
    for (const other of await helpers?.outcomes() ?? []) outcomes.add(other)
    return { outcomes, worker, helpers }
  } catch {
    // A helper broke off, and what it had taken is unknown: all is done again, here alone.
    const alone = new PackWorker({ ...shared, counter: newCounter(), engine, ruleset: input.ruleset, breathe: breather(input) })
    return { outcomes: await alone.scan(), worker: alone, helpers: undefined }
  }
}

/** Traces of what was found or could not be looked at; none where not all was read here. */
async function tracesOf({ tally, left }: StoreScan, { outcomes, ...ran }: Ran & Pick<Tracing, 'work' | 'idLength'>): Promise<Traces | undefined> {
  if (left.size > 0 || ran.work.damaged.length > 0) return undefined
  const sought = new Set([...tally.found.keys(), ...tally.unseen.map(({ oid }) => oid)])
  try {
    return await traceTrees({ ...ran, others: outcomes.others, sought })
  } catch (error) {
    // No memory for it.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

interface Work extends PackWork {
  readonly loose: LooseObjects
  readonly counter: Int32Array
}

function wantedOf({ only, skip }: ObjectScan): Wanted | undefined {
  if (only === undefined && skip === undefined) return undefined
  return (oid) => only?.has(oid) !== false && skip?.has(oid) !== true
}

/** The wanted loose objects that are in no pack. */
function looseOf(store: ObjectStore, { packs, wanted }: { readonly packs: PackWork; readonly wanted: Wanted | undefined }): LooseObjects {
  const { folders, ids } = looseIn(store)
  return { folders, ids: ids.filter((id) => wanted?.(id) !== false && !isPacked(Buffer.from(id, 'hex'), packs)) }
}

function isPacked(id: Buffer, { packs }: PackWork): boolean {
  return packs.some(({ index }) => index.placeOf(id) >= 0)
}

/** Lets timers and signals have their turn: on disk nothing else would. */
function breather(input: ObjectScan): (outcomes: OutcomeData) => Promise<void> {
  let last = performance.now()
  return async ({ blobs, bytes, found }) => {
    if (performance.now() - last < 20) return
    input.onProgress?.({ blobs, bytes, found: { size: found.length } })
    await setImmediate()
    last = performance.now()
  }
}

async function sum(outcomes: OutcomeData, { work, input }: { readonly work: Work; readonly input: ObjectScan }): Promise<StoreScan> {
  const { found, binaries, failed, tooLarge: large } = outcomes
  const unread = [...failed, ...work.families.orphans]
  const ids = idsOf([...found, ...large].map(([entry]) => entry).concat(binaries, unread), work)
  function idOf(entry: number): string {
    return ids.get(entry) ?? work.loose.ids[entry - work.table.types.length] ?? ''
  }
  const unseen = [
    ...large.map(([entry, bytes]) => ({ oid: idOf(entry), why: tooLarge(bytes) })),
    ...work.damaged.map((oid) => ({ oid, why: 'the index of this pack is damaged' })),
  ]
  const missed = new Set([...unread, ...outcomes.others, ...large.map(([entry]) => entry)])
  const tally = new Tally({ ...outcomes, unseen, ids: () => scannedIds(work, missed) })
  for (const [entry, matches] of found) tally.found.set(idOf(entry), matches.map((match) => matchOf(match, input.ruleset)))
  for (const entry of binaries) tally.binaries.add(idOf(entry))
  const left = unread.length === 0 ? [] : await blobsAmong(input.folder, unread.map(idOf))
  return { tally, left: new Set([...left, ...absent(work, input)]) }
}

function* scannedIds(work: Work, missed: ReadonlySet<number>): Generator<string> {
  yield* wantedIds(work, missed)
  for (const [i, id] of work.loose.ids.entries()) if (!missed.has(work.table.types.length + i)) yield id
}

/** Blobs that were asked for by name and are nowhere in the store. */
function* absent(work: Work, { only, skip }: ObjectScan): Generator<string> {
  const loose = new Set(only && work.loose.ids)
  for (const oid of only ?? []) if (skip?.has(oid) !== true && !loose.has(oid) && !isPacked(Buffer.from(oid, 'hex'), work)) yield oid
}
