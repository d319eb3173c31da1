import type { Arena } from './arena.ts'
import type { Engine } from './engine.ts'
import type { Families } from './families.ts'
import { NONE, type ObjectTable } from './object-table.ts'
import type { OpenPacks } from './open-packs.ts'
import type { PackReader } from './pack-reader.ts'

export interface TreeTools {
  readonly engine: Engine
  readonly arena: Arena
  readonly reader: PackReader
  readonly table: ObjectTable
  readonly open: OpenPacks
}

/** Trees to make, which threads share. */
export interface TreeWork {
  readonly families: Families
  /** One number: the next unit to do. */
  readonly counter: Int32Array
}

/** Trees are made in so much memory: one path of deltas at a time. */
const ROOM = 64 * 1024 * 1024
/** Paths are not longer than git makes them: https://git-scm.com/docs/git-pack-objects says 4095. */
const MOST_DEPTH = 4096
const RECORDS = 16 * 1024 * 1024
const FULL = 1024 * 1024
const LACKING = 32 * 1024

/** What is known of trees that were made. */
export interface MadeTrees {
  /** As assembly/trees.ts writes them. */
  readonly records: readonly Uint8Array[]
  /** The ids, one after the other, of blobs that stand in them and are not in the store. */
  readonly lacking: Uint8Array
}

/** Makes trees and keeps of each which ids stand in it (assembly/trees.ts). One that cannot be made leaves no record. */
export class TreeMaker {
  readonly #tools: TreeTools
  readonly #records: number
  readonly #lacking: number
  readonly #done: Uint8Array[] = []
  /** For each tree of the path, the next to be made from it. */
  readonly #next: number[] = []

  constructor(tools: TreeTools) {
    const { engine, arena } = tools
    const [room, records, lacking] = [arena.take(ROOM), arena.take(RECORDS), arena.take(LACKING)]
    if (room === 'full' || records === 'full' || lacking === 'full') throw new RangeError('no room to make trees')
    engine.call.openRoom(room, ROOM, MOST_DEPTH)
    engine.call.openRecords(records, RECORDS)
    engine.call.openLacking(lacking, LACKING)
    this.#tools = tools
    this.#records = records
    this.#lacking = lacking
  }

  /** Does units of work until there are none left. */
  makeAll({ families: { roots, starts }, counter }: TreeWork): void {
    for (let unit = Atomics.add(counter, 0, 1); unit < starts.length; unit = Atomics.add(counter, 0, 1)) {
      for (const root of roots.subarray(starts[unit] ?? roots.length, starts[unit + 1] ?? roots.length)) this.#family(root)
    }
  }

  /** A tree that lies in no pack. */
  takeLoose(number: number, bytes: Uint8Array): void {
    const { engine, arena } = this.#tools
    const at = arena.take(bytes.length)
    if (at === 'full') return
    engine.bytes.set(bytes, at)
    engine.call.readTree(number, at, bytes.length)
    arena.give(at)
    this.#flush(FULL)
  }

  made(): MadeTrees {
    this.#flush(0)
    const { bytes, call } = this.#tools.engine
    return { records: this.#done, lacking: new Uint8Array(bytes.subarray(this.#lacking, call.nextLacking())) }
  }

  #family(root: number): void {
    const { reader, open, table: { children, siblings, heirs } } = this.#tools
    reader.open(open.packOf(root))
    if (!this.#make(root, 0)) return
    const path = [root]
    for (let entry = path.at(-1); entry !== undefined; entry = path.at(-1)) {
      const child = this.#next[path.length - 1] ?? NONE
      if (child === NONE) path.pop()
      else {
        // The heir is the first, and has no siblings.
        this.#next[path.length - 1] = (child === heirs[entry] ? children[entry] : siblings[child]) ?? NONE
        if (this.#make(child, path.length)) path.push(child)
      }
    }
  }

  #make(entry: number, depth: number): boolean {
    const { table: { offsets, headers, sizes, heirs }, reader, engine } = this.#tools
    const offset = (offsets[entry] ?? 0) + (headers[entry] ?? 0)
    const end = offsets[entry + 1] ?? 0
    const source = end <= offset ? 'full' : reader.place({ offset, end })
    if (source === 'full') return false
    const made = engine.call.makeTree(entry, depth, source, source + end - offset, sizes[entry] ?? 0)
    reader.release(source)
    this.#next[depth] = heirs[entry] ?? NONE
    this.#flush(FULL)
    return made !== 0
  }

  #flush(least: number): void {
    const { engine } = this.#tools
    const end = engine.call.nextRecord()
    if (end - this.#records <= least) return
    this.#done.push(new Uint8Array(engine.bytes.subarray(this.#records, end)))
    engine.call.openRecords(this.#records, RECORDS)
  }
}
