import { Arena } from './arena.ts'
import { BlobScanner } from './blob-scanner.ts'
import { Engine } from './engine.ts'
import { FamilyWalker } from './family-walker.ts'
import { LooseScanner } from './loose-scanner.ts'
import { OpenPacks } from './open-packs.ts'
import { Outcomes } from './outcomes.ts'
import { PackReader } from './pack-reader.ts'
import type { PackScan } from './scan-packs.ts'
import { TreeMaker, type JustMade, type LooseTree, type TreeWork } from './tree-maker.ts'

const LOOSE_UNIT = 64
/** Room for the objects of most families. */
const AT_FIRST = 32 * 1024 * 1024

/**
 * What one thread does of the work in packs. Memory: the engine's tables and 128 MiB of the pack (PackReader), about 150 MiB;
 * while a family is made, its largest object with one delta and as many ancestors as the logarithm of the family's size,
 * 2 GiB at most; and while trees are made what TreeMaker says. Shared: about 30 bytes for each object of the packs, and
 * their indexes.
 */
export class PackWorker {
  readonly engine: Engine
  readonly arena: Arena
  readonly #scan: PackScan
  readonly #outcomes = new Outcomes()
  readonly #reader: PackReader
  readonly #walker: FamilyWalker
  readonly #loose: LooseScanner
  readonly #open: OpenPacks

  constructor(scan: PackScan) {
    const engine = scan.engine ?? new Engine(scan.ruleset, scan.ruleset.decoding)
    const start = (engine.layout.FREE + 63) & ~63
    const arena = new Arena(engine, start + PackReader.SIZE)
    // At once: each time that an engine gets more memory costs a collection of garbage.
    arena.prepare(AT_FIRST)
    const scanner = new BlobScanner(engine, scan.ruleset)
    this.engine = engine
    this.arena = arena
    this.#scan = scan
    this.#reader = new PackReader(engine, { arena, start })
    this.#walker = new FamilyWalker({ engine, arena, scanner, reader: this.#reader, table: scan.table, witness: scan.witness }, this.#outcomes)
    this.#loose = new LooseScanner({ engine, arena, scanner, outcomes: this.#outcomes })
    this.#open = new OpenPacks(scan.packs)
  }

  /** Scans till there are no units left. */
  async scan(): Promise<Outcomes> {
    const { counter } = this.#scan
    try {
      while (this.#do(Atomics.add(counter, 0, 1)) === 'done') await this.#scan.breathe?.(this.#outcomes)
    } finally {
      this.#open.close()
    }
    return this.#outcomes
  }

  /** Makes trees and commits till there are no units left, and takes in loose ones. */
  makeTrees(work: TreeWork, loose: Iterable<LooseTree> = []): JustMade {
    const tools = { engine: this.engine, arena: this.arena, reader: this.#reader, table: this.#scan.table, open: this.#open }
    const maker = new TreeMaker(tools, work.ids)
    try {
      maker.makeAll(work)
      for (const one of loose) maker.takeLoose(one)
      return maker.made()
    } finally {
      this.#open.close()
    }
  }

  #do(unit: number): 'done' | 'none' {
    const { families: { roots, starts }, loose, table } = this.#scan
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
}
