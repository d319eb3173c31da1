import type { Arena } from './arena.ts'
import type { Engine } from './engine.ts'
import type { Families } from './families.ts'
import { ENTRY, type ObjectTable } from './object-table.ts'
import type { OpenPacks } from './open-packs.ts'
import type { PackReader } from './pack-reader.ts'
import { Pieces } from './pieces.ts'
import { openIds, type StoreIds } from './tree-ids.ts'

export interface TreeTools {
  readonly engine: Engine
  readonly arena: Arena
  readonly reader: PackReader
  readonly table: ObjectTable
  readonly open: OpenPacks
}

/** Trees and commits to make, which threads share. */
export interface TreeWork {
  readonly ids: StoreIds
  readonly families: Families
  /** One number: the next unit to do. */
  readonly counter: Int32Array
}

/** A tree or a commit that lies in no pack. */
export interface LooseTree {
  readonly number: number
  readonly type: string
  readonly bytes: Uint8Array
}

const MEGABYTE = 1024 * 1024
/** They are made in so much memory: one path of deltas at a time. */
const ROOM = 64 * MEGABYTE
/** Paths are not longer than git makes them: https://git-scm.com/docs/git-pack-objects says 4095. */
const MOST_DEPTH = 4096
/** There is so much room for records, and they are taken away when half of it is full. */
const TREES = 32 * MEGABYTE
const COMMITS = 8 * MEGABYTE
const LACKING = 4096
/** So many families are made at a time. */
const ROOTS = 16 * 1024
/** For each object: its id with its value, here and in the table, its mark, and what is known of it in the end. */
const PER_OBJECT = 128

// As in assembly/history.ts.
const DONE = 0xffff_ffff
const FULL = 0xffff_fffe

/** What is known of trees and commits that were made, as assembly/trees.ts and assembly/commits.ts write it. */
export interface MadeTrees {
  readonly trees: Chunks
  readonly commits: Chunks
  /** The ids of blobs that stand in trees and are not in the store; one after the other, with gaps of zeros. */
  readonly lacking: Uint8Array<ArrayBuffer>
}

export type Chunks = readonly Uint8Array<ArrayBuffer>[]

/** The same, of which the last part still stands in the engine's memory. */
export interface JustMade {
  readonly trees: Written
  readonly commits: Written
  readonly lacking: Uint8Array<ArrayBuffer>
}

export interface Written {
  readonly done: Chunks
  readonly at: number
  readonly end: number
}

/** Makes trees and keeps of each which ids stand in it, and commits with their trees and parents (assembly). One that cannot be made leaves no record. */
export class TreeMaker {
  readonly #tools: TreeTools
  readonly #lacking: { readonly at: number; readonly end: number }
  readonly #trees: Records
  readonly #commits: Records
  readonly #roots: number
  readonly #pieces: Pieces

  constructor(tools: TreeTools, ids: StoreIds) {
    const { engine, arena, table } = tools
    // At once: each time that an engine gets more memory costs a collection of garbage.
    arena.prepare(ROOM + 2 * TREES + COMMITS + table.marks.length * PER_OBJECT)
    useTable(tools)
    openIds(tools, ids)
    const { call } = engine
    const lacking = take(arena, LACKING * ids.idLength)
    engine.bytes.fill(0, lacking, lacking + LACKING * ids.idLength)
    call.openLacking(lacking, LACKING)
    call.openRoom(take(arena, ROOM), ROOM, MOST_DEPTH)
    this.#tools = tools
    this.#lacking = { at: lacking, end: lacking + LACKING * ids.idLength }
    this.#trees = new Records(engine, { at: take(arena, TREES), size: TREES, open: (...room) => call.openRecords(...room), next: () => call.nextRecord() })
    this.#commits = new Records(engine, { at: take(arena, COMMITS), size: COMMITS, open: (...room) => call.openCommits(...room), next: () => call.nextCommit() })
    call.limitRecords(this.#trees.full, this.#commits.full)
    this.#roots = take(arena, ROOTS * 4)
    this.#pieces = new Pieces(tools, take(arena, MOST_DEPTH * 8))
  }

  /** Does units of work until there are none left. */
  makeAll({ families: { roots, starts }, counter }: TreeWork): void {
    for (let unit = Atomics.add(counter, 0, 1); unit < starts.length; unit = Atomics.add(counter, 0, 1)) {
      const [start, end] = [starts[unit] ?? roots.length, starts[unit + 1] ?? roots.length]
      for (let at = start; at < end; at = this.#make(roots.subarray(at, Math.min(at + ROOTS, end))) + at);
    }
  }

  takeLoose({ number, type, bytes }: LooseTree): void {
    const { engine, arena } = this.#tools
    const at = arena.take(bytes.length)
    if (at === 'full') return
    engine.bytes.set(bytes, at)
    if (type === 'tree') engine.call.readTree(number, at, bytes.length)
    else engine.call.readCommit(number, at, bytes.length)
    arena.give(at)
    this.#trees.flush()
    this.#commits.flush()
  }

  made(): JustMade {
    const { at, end } = this.#lacking
    return { trees: this.#trees.written, commits: this.#commits.written, lacking: new Uint8Array(this.#tools.engine.bytes.subarray(at, end)) }
  }

  /** Makes the families of these roots, or of the first of them that lie in one pack; how many that were. */
  #make(roots: Int32Array): number {
    const { engine: { bytes, call }, open } = this.#tools
    const pack = open.packOf(roots[0] ?? 0)
    const others = open.packOf(roots.at(-1) ?? 0).number === pack.number ? -1 : roots.findIndex((root) => open.packOf(root).number !== pack.number)
    const own = others === -1 ? roots : roots.subarray(0, others)
    this.#pieces.open(pack)
    bytes.set(new Uint8Array(own.buffer, own.byteOffset, own.byteLength), this.#roots)
    call.openFamilies(this.#roots, this.#roots + own.byteLength)
    for (let asked = call.makeFamilies() >>> 0; asked !== DONE; asked = call.makeFamilies() >>> 0) {
      if (asked !== FULL) this.#pieces.give(asked)
      this.#trees.flush()
      this.#commits.flush()
    }
    return own.length
  }
}

function useTable({ engine, arena, table: { place: { buffer, at, count } } }: TreeTools): void {
  const to = take(arena, count * ENTRY)
  engine.bytes.set(new Uint8Array(buffer, at, count * ENTRY), to)
  engine.call.useTable(to, count)
}

function take(arena: Arena, size: number): number {
  const at = arena.take(size)
  if (at === 'full') throw new RangeError('no room to make trees')
  return at
}

interface Place {
  readonly at: number
  readonly size: number
  open(this: void, at: number, size: number): void
  /** Where the next record will be written. */
  next(this: void): number
}

/** What an engine writes, taken away when it is much. */
class Records {
  readonly #done: Uint8Array<ArrayBuffer>[] = []
  readonly #engine: Engine
  readonly #place: Place

  constructor(engine: Engine, place: Place) {
    this.#engine = engine
    this.#place = place
    place.open(place.at, place.size)
  }

  get written(): Written {
    return { done: this.#done, at: this.#place.at, end: this.#place.next() }
  }

  /** When they are more than that they are taken away. */
  get full(): number {
    return this.#place.at + this.#place.size / 2
  }

  flush(): void {
    const { at, size, open, next } = this.#place
    const end = next()
    if (end <= this.full) return
    this.#done.push(new Uint8Array(this.#engine.bytes.subarray(at, end)))
    open(at, size)
  }
}
