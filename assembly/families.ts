// Who is made from whom: links the entries of a table (entries.ts) to families, and divides them into units of work.
import { bases, children, entries, heirs, marks, NONE, OF_TREE, siblings, sizes, types } from './entries'

const COMMIT: u32 = 1
const TREE: u32 = 2
const BLOB: u32 = 3
const OFS_DELTA: u32 = 6
const WANTED: u32 = 1
const NEEDED: u32 = 2
const OF_COMMIT: u32 = 8

/** A rough measure of work: a byte to inflate, and what any object costs. */
const PER_OBJECT: f64 = 1500
/** Units are not smaller than this, and families larger than it are units of their own. */
const UNIT: f64 = 2000000

// Of all entries: those that can be reached from one that is no delta, bases before what is made from them; the work of each
// with all that is made from it; and its type, deltas having that of their base, 0 for those that cannot be reached.
let order: usize = 0
let reached: u32 = 0
let weights: usize = 0
let kinds: usize = 0

/**
 * Links a table's entries to families, and marks those that lead to a wanted one, trees with `ofTree` and commits with `ofCommit`. `marks` tells which
 * are WANTED. `room` needs 13 bytes for each entry, for unitsOf too. Writes to `list`, 4 bytes for each, those that are wanted
 * and of which no family is known: their base is not in their pack, or they cannot be read. Returns how many.
 */
export function link(room: usize, list: usize, ofTree: u32, ofCommit: u32): u32 {
  weights = room
  order = weights + <usize>entries * 8
  kinds = order + <usize>entries * 4
  memory.fill(weights, 0, <usize>entries * 8)
  memory.fill(kinds, 0, entries)
  putInOrder()
  keepBlobs(ofTree, ofCommit)
  weigh()
  let orphans: u32 = 0
  for (let entry: u32 = 0; entry < entries; entry++) {
    if (load<u8>(kinds + entry) == 0 && load<u8>(marks + entry) == WANTED) put(list, orphans++, entry)
  }
  return orphans
}

function putInOrder(): void {
  for (let entry = entries; entry-- > 0; ) {
    const base = at(bases, entry)
    if (base == NONE) continue
    put(siblings, entry, at(children, base))
    put(children, base, entry)
  }
  reached = 0
  for (let entry: u32 = 0; entry < entries; entry++) {
    const type: u32 = load<u8>(types + entry)
    if (type != 0 && type < OFS_DELTA) put(order, reached++, entry)
  }
  for (let i: u32 = 0; i < reached; i++) {
    for (let child = at(children, at(order, i)); child != NONE; child = at(siblings, child)) put(order, reached++, child)
  }
  memory.fill(children, 0xff, <usize>entries * 4)
  memory.fill(siblings, 0xff, <usize>entries * 4)
}

/** Of wanted objects, only blobs stay wanted, and trees and commits get marks of their own. */
function keepBlobs(ofTree: u32, ofCommit: u32): void {
  for (let i: u32 = 0; i < reached; i++) {
    const entry = at(order, i)
    const base = at(bases, entry)
    const kind: u32 = base == NONE ? load<u8>(types + entry) : load<u8>(kinds + base)
    store<u8>(kinds + entry, <u8>kind)
    if (kind != BLOB) store<u8>(marks + entry, <u8>(kind == TREE ? ofTree : kind == COMMIT ? ofCommit : 0))
  }
}

/** Sums up the work of each entry, and links what is made from it to it, with the heaviest apart. */
function weigh(): void {
  for (let i = reached; i-- > 0; ) {
    const entry = at(order, i)
    const mark = load<u8>(marks + entry)
    if (mark == 0) continue
    const weight = weightOf(entry) + <f64>at(sizes, entry) + PER_OBJECT
    store<f64>(weights + (<usize>entry << 3), weight)
    store<u8>(marks + entry, mark | <u8>NEEDED)
    const base = at(bases, entry)
    if (base == NONE) continue
    store<f64>(weights + (<usize>base << 3), weightOf(base) + weight)
    store<u8>(marks + base, load<u8>(marks + base) | <u8>NEEDED)
    adopt(base, entry)
  }
}

function adopt(base: u32, entry: u32): void {
  const heir = at(heirs, base)
  const heavier = heir == NONE || weightOf(entry) > weightOf(heir)
  const other = heavier ? heir : entry
  if (heavier) put(heirs, base, entry)
  if (other == NONE) return
  put(siblings, other, at(children, base))
  put(children, base, other)
}

/**
 * Divides the families that have one of these marks, or of all else without any, into units. Writes the first object of each to `roots`: those of large families
 * at the end, of others at the beginning as they lie; and to `starts` where the units of the latter begin, and after them how many
 * there are. Both need 4 bytes for each entry, and `starts` 4 more. Returns how many units, plus 2^32 for each large family.
 */
export function unitsOf(roots: usize, starts: usize, marked: u32): f64 {
  let units: u32 = 0
  let light: u32 = 0
  let heavy: u32 = 0
  let weight = UNIT
  for (let i: u32 = 0; i < reached; i++) {
    const entry = at(order, i)
    const mark: u32 = load<u8>(marks + entry)
    if (at(bases, entry) != NONE || (mark & NEEDED) == 0 || ((mark & (OF_TREE | OF_COMMIT)) != 0) != (marked != 0)) continue
    const own = weightOf(entry)
    if (own >= UNIT) {
      put(roots, entries - ++heavy, entry)
      continue
    }
    if (weight >= UNIT) {
      put(starts, units++, light)
      weight = 0
    }
    weight += own
    put(roots, light++, entry)
  }
  put(starts, units, light)
  return <f64>heavy * 4294967296.0 + <f64>units
}

// @ts-ignore: decorator
@inline function at(column: usize, entry: u32): u32 {
  return load<u32>(column + (<usize>entry << 2))
}

// @ts-ignore: decorator
@inline function put(column: usize, entry: u32, value: u32): void {
  store<u32>(column + (<usize>entry << 2), value)
}

// @ts-ignore: decorator
@inline function weightOf(entry: u32): f64 {
  return load<f64>(weights + (<usize>entry << 3))
}
