import type { PackWorker } from './pack-worker.ts'
import { OF_TREE, type ObjectTable } from './object-table.ts'
import type { Pack } from './read-entries.ts'

/** What is known of an object by its id, as assembly/trees.ts has it: FOUND or TREE with a number, or PLAIN. */
const FOUND = 0x8000_0000
const TREE = 0x4000_0000
const PLAIN = 1
const SLOT = 16
/** Free slots for ids that are found on the way (tree-maker.ts tells how many). */
const SPARE = 2048

/** A table of all ids of a store, in the memory of an engine. */
export interface TreeIds {
  readonly at: number
  readonly slots: number
  readonly idLength: number
  /** By which the hashes of this scan differ from those of others. */
  readonly salt: number
}

export interface Known {
  readonly packs: readonly Pack[]
  readonly table: ObjectTable
  readonly idLength: number
  /** The ids of objects in files of their own. */
  readonly loose: readonly string[]
  /** Which of them are trees, by their numbers. */
  readonly looseTrees: { has(number: number): boolean }
  readonly sought: ReadonlySet<string>
}

export type Memory = Pick<PackWorker, 'engine' | 'arena'>

/** Puts all ids in a table; 'unclear' where two cannot be told apart by what it keeps of them. */
export function fillIds(memory: Memory, known: Known): TreeIds | 'unclear' {
  const { idLength, packs, table, loose, looseTrees, sought } = known
  const count = table.types.length + loose.length
  const slots = 2 ** Math.ceil(Math.log2((count + SPARE) * 2))
  const at = memory.arena.take(slots * SLOT)
  if (at === 'full' || count >= TREE) return 'unclear'
  memory.engine.bytes.fill(0, at, at + slots * SLOT)
  const ids = { at, slots, idLength, salt: Math.random() }
  useIds(memory, ids)
  for (const [number, pack] of packs.entries()) {
    const values = new Uint32Array(pack.index.count)
    for (let place = 0; place < values.length; place++) values[place] = valueOf(pack.entries[place] ?? 0, table)
    const left = add(memory, { names: pack.index.names, values })
    // It may be in an earlier pack too.
    for (const place of left) if (!packs.slice(0, number).some(({ index }) => index.placeOf(pack.index.bytesOf(place)) >= 0)) return 'unclear'
  }
  const values = Uint32Array.from(loose, (_, place) => {
    const number = table.types.length + place
    return looseTrees.has(number) ? TREE + number : PLAIN
  })
  if (add(memory, { names: Buffer.from(loose.join(''), 'hex'), values }).length > 0) return 'unclear'
  mark(memory, { sought, idLength })
  return ids
}

/** Takes a table that another thread filled. */
export function useIds({ engine: { call } }: Pick<Memory, 'engine'>, { at, slots, idLength, salt }: TreeIds): void {
  call.openIds(at, slots, idLength, salt)
}

/** The bytes of a table, for other threads. */
export function sharedIds({ engine }: Memory, { at, slots }: TreeIds): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(slots * SLOT))
  bytes.set(engine.bytes.subarray(at, at + bytes.length))
  return bytes
}

export function isTree(value: number): boolean {
  return value >= TREE
}

function valueOf(entry: number, { marks }: ObjectTable): number {
  return ((marks[entry] ?? 0) & OF_TREE) === 0 ? PLAIN : TREE + entry
}

/** Returns the places of those ids that begin like one that is there already. */
function add({ engine, arena }: Memory, { names, values }: { readonly names: Buffer; readonly values: Uint32Array }): readonly number[] {
  const [ids, at] = [arena.take(names.length), arena.take(values.byteLength)]
  if (ids === 'full' || at === 'full') throw new RangeError('no room for ids')
  engine.bytes.set(names, ids)
  engine.bytes.set(new Uint8Array(values.buffer), at)
  const left = engine.call.addIds(ids, at, values.length)
  const places = left === 0 ? [] : [...values.keys()].filter((place) => engine.bytes.readUInt32LE(at + place * 4) !== 0)
  arena.give(ids)
  arena.give(at)
  return places
}

function mark({ engine, arena }: Memory, { sought, idLength }: Pick<Known, 'sought' | 'idLength'>): void {
  const at = arena.take(idLength)
  if (at === 'full') throw new RangeError('no room for an id')
  for (const [number, id] of [...sought].entries()) {
    if (engine.bytes.write(id, at, 'hex') === idLength) engine.call.setValue(at, FOUND + number)
  }
  arena.give(at)
}
