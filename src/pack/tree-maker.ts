import type { Arena } from './arena.ts'
import type { Engine } from './engine.ts'
import type { Families } from './families.ts'
import { NONE, OF_TREE, type ObjectTable } from './object-table.ts'
import type { OpenPacks } from './open-packs.ts'
import type { PackReader } from './pack-reader.ts'
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
/** For each object: its id with its value, here and in the table, its mark, and what is known of it in the end. */
const PER_OBJECT = 96

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
  /** For each object of the path, the next to be made from it. */
  readonly #next: number[] = []

  constructor(tools: TreeTools, ids: StoreIds) {
    const { engine, arena, table } = tools
    // At once: each time that an engine gets more memory costs a collection of garbage.
    arena.prepare(ROOM + 2 * TREES + COMMITS + table.marks.length * PER_OBJECT)
    openIds(tools, { ids, table })
    const lacking = LACKING * ids.idLength
    const [room, trees, commits, at] = [arena.take(ROOM), arena.take(TREES), arena.take(COMMITS), arena.take(lacking)]
    if (room === 'full' || trees === 'full' || commits === 'full' || at === 'full') throw new RangeError('no room to make trees')
    const { call } = engine
    engine.bytes.fill(0, at, at + lacking)
    call.openRoom(room, ROOM, MOST_DEPTH)
    call.openLacking(at, LACKING)
    this.#tools = tools
    this.#lacking = { at, end: at + lacking }
    this.#trees = new Records(engine, { at: trees, size: TREES, open: (...room) => call.openRecords(...room), next: () => call.nextRecord() })
    this.#commits = new Records(engine, { at: commits, size: COMMITS, open: (...room) => call.openCommits(...room), next: () => call.nextCommit() })
  }

  /** Does units of work until there are none left. */
  makeAll({ families: { roots, starts }, counter }: TreeWork): void {
    for (let unit = Atomics.add(counter, 0, 1); unit < starts.length; unit = Atomics.add(counter, 0, 1)) {
      for (const root of roots.subarray(starts[unit] ?? roots.length, starts[unit + 1] ?? roots.length)) this.#family(root)
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
    const { table: { offsets, headers, sizes, heirs, marks }, reader, engine: { call } } = this.#tools
    const offset = (offsets[entry] ?? 0) + (headers[entry] ?? 0)
    const end = offsets[entry + 1] ?? 0
    const source = end <= offset ? 'full' : reader.place({ offset, end })
    if (source === 'full') return false
    const tree = ((marks[entry] ?? 0) & OF_TREE) !== 0
    const size = sizes[entry] ?? 0
    const heir = heirs[entry] ?? NONE
    const made = tree
      ? call.makeTree(entry, depth, source, source + end - offset, size)
      : call.makeCommit(entry, depth, source, source + end - offset, size, heir === NONE ? 1 : 0)
    reader.release(source)
    this.#next[depth] = heir
    if (tree) this.#trees.flush()
    else this.#commits.flush()
    return made !== 0
  }
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

  flush(): void {
    const { at, size, open, next } = this.#place
    const end = next()
    if (end - at <= size / 2) return
    this.#done.push(new Uint8Array(this.#engine.bytes.subarray(at, end)))
    open(at, size)
  }
}
