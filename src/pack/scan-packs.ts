import { closeSync, openSync } from 'node:fs'
import type { Ruleset } from '../scan/ruleset.ts'
import { Arena } from './arena.ts'
import { BlobScanner } from './blob-scanner.ts'
import { Engine } from './engine.ts'
import { FamilyWalker, type Witness } from './family-walker.ts'
import { LooseScanner } from './loose-scanner.ts'
import type { LooseObjects } from './object-store.ts'
import type { Families } from './families.ts'
import type { ObjectTable } from './object-table.ts'
import { Outcomes } from './outcomes.ts'
import { PackReader } from './pack-reader.ts'

/** The work that threads share. */
export interface SharedWork {
  readonly table: ObjectTable
  readonly families: Pick<Families, 'roots' | 'starts'>
  readonly packs: readonly { readonly file: string; readonly first: number }[]
  /** Their entries have the numbers that follow the table's. */
  readonly loose: LooseObjects
  /** One number: the next unit to do. First those of families, then loose objects. */
  readonly counter: Int32Array
}

export interface PackScan extends SharedWork {
  readonly ruleset: Ruleset
  /** Called after each unit: other work of this thread may have its turn. */
  breathe?(outcomes: Outcomes): Promise<void>
  readonly witness?: Witness
}

/**
 * Does units of work until there are none left; any number of threads may do so with the same work.
 * Memory, for each thread: the engine's tables and 64 MiB of the pack (PackReader), about 75 MiB; and while a family is
 * made, its largest object with one delta and as many ancestors as the logarithm of the family's size, 2 GiB at most.
 * Shared: about 30 bytes for each object of the packs, and their indexes.
 */
export async function scanPacks(scan: PackScan): Promise<Outcomes> {
  const worker = new Worker(scan)
  try {
    for (let unit = take(scan.counter); worker.do(unit) === 'done'; unit = take(scan.counter)) await scan.breathe?.(worker.outcomes)
  } finally {
    worker.close()
  }
  return worker.outcomes
}

function take(counter: Int32Array): number {
  return Atomics.add(counter, 0, 1)
}

const LOOSE_UNIT = 64

class Worker {
  readonly outcomes = new Outcomes()
  readonly #work: SharedWork
  readonly #reader: PackReader
  readonly #walker: FamilyWalker
  readonly #loose: LooseScanner
  readonly #open: OpenPacks

  constructor(work: PackScan) {
    const engine = new Engine(work.ruleset)
    const start = (engine.layout.FREE + 63) & ~63
    const arena = new Arena(engine, start + PackReader.SIZE)
    const scanner = new BlobScanner(engine, work.ruleset)
    this.#work = work
    this.#reader = new PackReader(engine, { arena, start })
    this.#walker = new FamilyWalker({ engine, arena, scanner, reader: this.#reader, table: work.table, witness: work.witness }, this.outcomes)
    this.#loose = new LooseScanner({ engine, arena, scanner, outcomes: this.outcomes })
    this.#open = new OpenPacks(work.packs)
  }

  do(unit: number): 'done' | 'none' {
    const { families: { roots, starts }, loose, table } = this.#work
    for (const root of roots.subarray(starts[unit] ?? roots.length, starts[unit + 1] ?? roots.length)) {
      this.#reader.open(this.#open.packOf(root))
      this.#walker.walk(root)
    }
    const first = (unit - starts.length + 1) * LOOSE_UNIT
    for (let i = Math.max(0, first); i < Math.min(first + LOOSE_UNIT, loose.ids.length); i++) {
      this.#loose.scan({ folders: loose.folders, id: loose.ids[i] ?? '', entry: table.types.length + i })
    }
    return first < loose.ids.length ? 'done' : 'none'
  }

  close(): void {
    this.#open.close()
  }
}

class OpenPacks {
  readonly #packs: SharedWork['packs']
  readonly #fds: (number | undefined)[] = []

  constructor(packs: SharedWork['packs']) {
    this.#packs = packs
  }

  /** The file descriptor of the pack that has an entry of the table. */
  packOf(entry: number): number {
    const number = this.#packs.findLastIndex(({ first }) => first <= entry)
    return (this.#fds[number] ??= openSync(this.#packs[number]?.file ?? '', 'r'))
  }

  close(): void {
    for (const fd of this.#fds) if (fd !== undefined) closeSync(fd)
  }
}
