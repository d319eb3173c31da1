import type { Arena } from './arena.ts'
import type { BlobScanner, Sight, Stretch } from './blob-scanner.ts'
import { readDeltaHeader } from './delta-header.ts'
import type { Engine } from './engine.ts'
import { NONE, WANTED, type ObjectTable } from './object-table.ts'
import type { Outcomes } from './outcomes.ts'
import type { PackReader } from './pack-reader.ts'

/** Sees every blob that is made, while its bytes stand in memory: for tests. */
export type Witness = (entry: number, bytes: Uint8Array) => void

export interface Tools {
  readonly engine: Engine
  readonly arena: Arena
  readonly scanner: BlobScanner
  readonly table: ObjectTable
  readonly reader: PackReader
  readonly witness: Witness | undefined
}

const DAMAGED = 0xffff_ffff
const HIT = 8

/** Larger objects are not made: a delta may say that it makes any size. */
const MOST_MADE = 512 * 1024 * 1024

/** An object whose bytes are kept while others are made from it. */
interface Made extends Stretch {
  readonly entry: number
  readonly hitsAt: number
  /** How many; 'unknown' for an opaque one. */
  readonly hits: number | 'unknown'
  /** The next child to make; NONE before the heir, who is last. */
  next: number
}

/** Makes the objects of families, bases before what is made from them, and has each scanned. */
export class FamilyWalker {
  readonly outcomes: Outcomes
  readonly #tools: Tools
  /** The objects from the root down whose children are not all made. */
  readonly #path: Made[] = []
  /** How many copies the last delta made. */
  #runs = 0

  constructor(tools: Tools, outcomes: Outcomes) {
    this.#tools = tools
    this.outcomes = outcomes
  }

  walk(root: number): void {
    const { table } = this.#tools
    this.#visit(root, undefined)
    for (let made = this.#path.at(-1); made; made = this.#path.at(-1)) {
      const child = made.next
      if (child !== NONE) {
        made.next = table.siblings[child] ?? NONE
        this.#visit(child, made)
      } else {
        // The heir is the last that needs this object: so a path holds no more objects than the logarithm of the family's size.
        this.#path.pop()
        this.#visit(table.heirs[made.entry] ?? NONE, made)
        this.#drop(made)
      }
    }
  }

  #drop({ at, hits, hitsAt }: Made): void {
    this.#tools.arena.give(at)
    if (hits !== 'unknown') this.#tools.arena.give(hitsAt)
  }

  #visit(entry: number, base: Made | undefined): void {
    const { arena, engine, table, witness } = this.#tools
    const inflated = this.#inflate(entry)
    const text = base === undefined || inflated === 'failed' ? inflated : this.#apply(inflated, base)
    if (base !== undefined && inflated !== 'failed') arena.give(inflated.at)
    if (text === 'failed') return this.#fail(entry)
    if (witness !== undefined) witness(entry, engine.bytes.subarray(text.at, text.at + text.length))
    const sight = this.#look(text, base)
    if (((table.marks[entry] ?? 0) & WANTED) !== 0) this.outcomes.note(entry, { sight, bytes: text.length })
    const kept = (table.heirs[entry] ?? NONE) === NONE ? 'leaf' : this.#keep(entry, { text, sight })
    if (kept === 'leaf') arena.give(text.at)
    else this.#path.push(kept)
  }

  /** The object, or the delta, that an entry holds. */
  #inflate(entry: number): Stretch | 'failed' {
    const { table, arena, engine, reader } = this.#tools
    const length = table.sizes[entry] ?? 0
    const offset = (table.offsets[entry] ?? 0) + (table.headers[entry] ?? 0)
    const end = table.offsets[entry + 1] ?? 0
    const at = length > MOST_MADE || end <= offset ? 'full' : arena.take(length)
    if (at === 'full') return 'failed'
    const source = reader.place({ offset, end })
    const inflated = source === 'full' ? 0 : engine.call.inflate(source, source + end - offset, at, length)
    if (source !== 'full') reader.release(source)
    if (inflated !== 0) return { at, length }
    arena.give(at)
    return 'failed'
  }

  /** Makes an object from its delta and its base. What it copied stands in RUNS. */
  #apply(delta: Stretch, base: Made): Stretch | 'failed' {
    const { arena, engine } = this.#tools
    const header = readDeltaHeader(engine.bytes, delta)
    const { baseLength, length } = header
    const at = baseLength !== base.length || length > MOST_MADE ? 'full' : arena.take(length)
    if (at === 'full') return 'failed'
    this.#runs = engine.call.applyDelta(header.end, delta.at + delta.length, base.at, baseLength, at, length) >>> 0
    if (this.#runs !== DAMAGED) return { at, length }
    arena.give(at)
    return 'failed'
  }

  #look(text: Stretch, base: Made | undefined): Sight {
    const { scanner, engine } = this.#tools
    if (base === undefined || base.hits === 'unknown' || this.#runs > engine.layout.MOST_RUNS) return scanner.whole(text)
    return scanner.changed(text, { at: base.at, length: base.length, hitsAt: base.hitsAt, hits: base.hits, runs: this.#runs })
  }

  #keep(entry: number, { text, sight }: { readonly text: Stretch; readonly sight: Sight }): Made {
    const { table, engine, arena } = this.#tools
    const kept = { entry, ...text, next: table.children[entry] ?? NONE }
    if (sight.is === 'opaque') return { ...kept, hitsAt: 0, hits: 'unknown' }
    const size = sight.hits * HIT
    const hitsAt = arena.take(size)
    if (hitsAt === 'full') return { ...kept, hitsAt: 0, hits: 'unknown' }
    engine.bytes.copyWithin(hitsAt, engine.layout.HITS, engine.layout.HITS + size)
    return { ...kept, hitsAt, hits: sight.hits }
  }

  /** An object that cannot be made leaves all that are made from it unmade. */
  #fail(first: number): void {
    const { marks, heirs, children, siblings } = this.#tools.table
    const failed = [first]
    for (const entry of failed) {
      if (((marks[entry] ?? 0) & WANTED) !== 0) this.outcomes.failed.push(entry)
      const heir = heirs[entry] ?? NONE
      if (heir !== NONE) failed.push(heir)
      for (let child = children[entry] ?? NONE; child !== NONE; child = siblings[child] ?? NONE) failed.push(child)
    }
  }
}
