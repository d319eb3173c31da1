import { OF_COMMIT, OF_TREE } from './object-table.ts'
import type { Desk } from './read-entries.ts'

/** Families, each an object with all that are made from it, in the order in which to do them: large ones first, the others as they lie. */
export interface Families {
  /** The first objects of all families. */
  readonly roots: Int32Array
  /** Units of work: unit i has the roots from starts[i] to starts[i + 1]. */
  readonly starts: Int32Array
}

export interface AllFamilies extends Families {
  /** Wanted objects of which no family is known: their base is not in their pack, or they cannot be read. */
  readonly orphans: readonly number[]
  /** Those of trees and commits; none unless they were asked for. */
  readonly trees: Families
}

/** How much memory `link` needs for so many entries: their work, their order, their kinds, and two lists. */
export function spaceToLink(count: number): number {
  return count * 21 + 64
}

/** Links a table's entries to families and marks those that lead to a wanted one. `marks` tells which are WANTED. */
export function link({ engine, table, room }: Desk, trees: 'with trees' | 'without trees' = 'without trees'): AllFamilies {
  const { count } = table.place
  const list = room + count * 13
  const found = engine.call.link(room, list, trees === 'with trees' ? OF_TREE : 0, trees === 'with trees' ? OF_COMMIT : 0)
  const orphans = [...numbers({ engine, at: list, count: found })]
  return {
    ...inUnits({ engine, table, room }, 0),
    orphans,
    trees: trees === 'with trees' ? inUnits({ engine, table, room }, OF_TREE | OF_COMMIT) : { roots: shared(0), starts: shared(0) },
  }
}

/** The units of the families that have a mark: large families, each one by itself, before the others. */
function inUnits({ engine, table: { place: { count } }, room }: Desk, mark: number): Families {
  const weights = new Float64Array(engine.bytes.buffer, room, count)
  const roots = room + count * 13
  const starts = roots + count * 4
  const found = engine.call.unitsOf(roots, starts, mark)
  const [large, units] = [Math.floor(found / 2 ** 32), found % 2 ** 32]
  const begins = numbers({ engine, at: starts, count: units + 1 })
  const heavy = numbers({ engine, at: roots + (count - large) * 4, count: large }).toSorted((one, other) => (weights[other] ?? 0) - (weights[one] ?? 0))
  const light = numbers({ engine, at: roots, count: begins[units] ?? 0 })
  const families = { roots: shared(large + light.length), starts: shared(large + begins.length) }
  families.roots.set(heavy)
  families.roots.set(light, large)
  families.starts.set(heavy.keys().toArray())
  families.starts.set(begins.map((start) => start + large), large)
  return families
}

function numbers({ engine, at, count }: { readonly engine: Desk['engine']; readonly at: number; readonly count: number }): Int32Array {
  return new Int32Array(engine.bytes.buffer, at, count)
}

function shared(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4))
}
