import { BLOB, NEEDED, NONE, OF_TREE, OFS_DELTA, TREE, WANTED, type ObjectTable } from './object-table.ts'

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
  /** Those of trees; none unless they were asked for. */
  readonly trees: Families
}

/** A rough measure of work: a byte to inflate, and what any object costs. */
const PER_OBJECT = 1500
/** Units are not smaller than this, and families larger than it are units of their own. */
const UNIT = 2_000_000

/** Links a table's entries to families and marks those that lead to a wanted one. `marks` tells which are WANTED. */
export function link(table: ObjectTable, trees: 'with trees' | 'without trees' = 'without trees'): AllFamilies {
  const order = orderOf(table)
  const orphans = orphansOf(table, order)
  keepBlobs(table, { order, ofTree: trees === 'with trees' ? OF_TREE : 0 })
  const weights = weigh(table, order)
  const roots = order.filter((entry) => table.bases[entry] === NONE && ((table.marks[entry] ?? 0) & NEEDED) !== 0)
  function ofTrees(root: number): boolean {
    return ((table.marks[root] ?? 0) & OF_TREE) !== 0
  }
  return {
    ...inUnits(roots.filter((root) => !ofTrees(root)), weights),
    orphans,
    trees: inUnits(roots.filter(ofTrees), weights),
  }
}

function inUnits(roots: Int32Array, weights: Float64Array): Families {
  const heavy = roots.filter((root) => (weights[root] ?? 0) >= UNIT).toSorted((one, other) => (weights[other] ?? 0) - (weights[one] ?? 0))
  const light = roots.filter((root) => (weights[root] ?? 0) < UNIT)
  return {
    roots: shared([...heavy, ...light]),
    starts: shared([...heavy.keys(), ...startsOf(light, weights).map((start) => start + heavy.length), roots.length]),
  }
}

/** Every entry that can be reached from one that is no delta, bases before what is made from them. */
function orderOf(table: ObjectTable): Int32Array {
  const { types, bases, children, siblings } = table
  const count = types.length
  for (let entry = count - 1; entry >= 0; entry--) {
    const base = bases[entry] ?? NONE
    if (base === NONE) continue
    siblings[entry] = children[base] ?? NONE
    children[base] = entry
  }
  const order = new Int32Array(count)
  let length = 0
  for (let entry = 0; entry < count; entry++) if ((types[entry] ?? 0) < OFS_DELTA) order[length++] = entry
  for (let i = 0; i < length; i++) {
    for (let child = children[order[i] ?? 0] ?? NONE; child !== NONE; child = siblings[child] ?? NONE) order[length++] = child
  }
  children.fill(NONE)
  siblings.fill(NONE)
  return order.subarray(0, length)
}

/** The work of each entry with all that is made from it; links these to it, with the heaviest apart. */
function weigh(table: ObjectTable, order: Int32Array): Float64Array {
  const { sizes, bases, marks } = table
  const weights = new Float64Array(sizes.length)
  for (let i = order.length - 1; i >= 0; i--) {
    const entry = order[i] ?? 0
    if ((marks[entry] ?? 0) === 0) continue
    weights[entry] = (weights[entry] ?? 0) + (sizes[entry] ?? 0) + PER_OBJECT
    marks[entry] = (marks[entry] ?? 0) | NEEDED
    const base = bases[entry] ?? NONE
    if (base === NONE) continue
    weights[base] = (weights[base] ?? 0) + (weights[entry] ?? 0)
    marks[base] = (marks[base] ?? 0) | NEEDED
    adopt(table, { base, entry, weights })
  }
  return weights
}

interface Adoption {
  readonly base: number
  readonly entry: number
  readonly weights: Float64Array
}

function adopt({ children, siblings, heirs }: ObjectTable, { base, entry, weights }: Adoption): void {
  const heir = heirs[base] ?? NONE
  const heavier = heir === NONE || (weights[entry] ?? 0) > (weights[heir] ?? 0)
  const other = heavier ? heir : entry
  if (heavier) heirs[base] = entry
  if (other === NONE) return
  siblings[other] = children[base] ?? NONE
  children[base] = other
}

function startsOf(roots: Int32Array, weights: Float64Array): readonly number[] {
  const starts: number[] = []
  let weight = UNIT
  for (const [i, root] of roots.entries()) {
    if (weight >= UNIT) {
      starts.push(i)
      weight = 0
    }
    weight += weights[root] ?? 0
  }
  return starts
}

function orphansOf({ types, marks }: ObjectTable, order: Int32Array): readonly number[] {
  const orphans: number[] = []
  const reached = new Uint8Array(types.length)
  for (const entry of order) if (types[entry] !== 0) reached[entry] = 1
  for (let entry = 0; entry < types.length; entry++) if (reached[entry] === 0 && marks[entry] === WANTED) orphans.push(entry)
  return orphans
}

/** Of wanted objects, only blobs stay wanted, and trees get a mark of their own: a delta is of its base's type. */
function keepBlobs({ types, bases, marks }: ObjectTable, { order, ofTree }: { readonly order: Int32Array; readonly ofTree: number }): void {
  const kinds = new Uint8Array(types.length)
  for (const entry of order) {
    const base = bases[entry] ?? NONE
    const kind = (base === NONE ? types[entry] : kinds[base]) ?? 0
    kinds[entry] = kind
    if (kind !== BLOB) marks[entry] = kind === TREE ? ofTree : 0
  }
}

function shared(numbers: ArrayLike<number>): Int32Array {
  const array = new Int32Array(new SharedArrayBuffer(numbers.length * 4))
  array.set(numbers)
  return array
}
