import type { Ruleset } from '../scan/ruleset.ts'
import type { Engine } from './engine.ts'
import type { Witness } from './family-walker.ts'
import type { LooseObjects } from './object-store.ts'
import type { Families } from './families.ts'
import type { ObjectTable } from './object-table.ts'
import type { PackFile } from './open-packs.ts'
import type { Outcomes } from './outcomes.ts'
import { PackWorker } from './pack-worker.ts'

/** The work that threads share. */
export interface SharedWork {
  readonly table: ObjectTable
  readonly families: Families
  readonly packs: readonly PackFile[]
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
  /** One that searches for the rule set's words; a new one unless told. */
  readonly engine?: Engine
}

/** Does units of work until there are none left; any number of threads may do so with the same work. */
export function scanPacks(scan: PackScan): Promise<Outcomes> {
  return new PackWorker(scan).scan()
}
