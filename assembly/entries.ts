// The table of a store's entries, as src/pack/object-table.ts tells it: first where they lie and what stands in their headers.
//
// Its columns follow each other, the wide ones first: offset, 64 bits, as a double; size, base, first child, sibling and heir,
// 32 bits each; length of the header, type and marks, 8 bits each.

/** No entry, where an entry is told. */
export const NONE: u32 = 0xffffffff
/** The mark of a tree, where trees are to be made. */
export const OF_TREE: u32 = 4

const OFS_DELTA: u32 = 6
const REF_DELTA: u32 = 7
const ENORMOUS: u64 = 0xffffffff
/** No pack is that long. */
const NOWHERE: u64 = (1 << 53) - 1
/** Longer than any entry's header: ten bytes of size, and an id or ten bytes of distance. */
const HEADER: f64 = 64

export let entries: u32 = 0
export let offsets: usize = 0
export let sizes: usize = 0
export let bases: usize = 0
export let children: usize = 0
export let siblings: usize = 0
export let heirs: usize = 0
export let headers: usize = 0
export let types: usize = 0
export let marks: usize = 0

/** Opens an empty table of so many entries, a multiple of 8. */
export function openTable(at: usize, count: u32): void {
  const n: usize = count
  useTable(at, count)
  memory.fill(offsets, 0, n * 12)
  memory.fill(bases, 0xff, n * 16)
  memory.fill(headers, 0, n * 3)
}

/** Opens a table that was made already. */
export function useTable(at: usize, count: u32): void {
  const n: usize = count
  entries = count
  offsets = at
  sizes = offsets + n * 8
  bases = sizes + n * 4
  children = bases + n * 4
  siblings = children + n * 4
  heirs = siblings + n * 4
  headers = heirs + n * 4
  types = headers + n
  marks = types + n
}

// Sorting: offsets and the places of their objects in the index, and room to move both to.
const DIGIT: u64 = 11
const DIGITS: usize = 1 << 11
let keys: usize = 0
let places: usize = 0
let otherKeys: usize = 0
let otherPlaces: usize = 0

// The pack that is being read: its first entry, and the first entry that lies in, or behind, each stretch of 2^shift bytes.
let first: u32 = 0
let stretches: usize = 0
let lastStretch: u64 = 0
let shift: u64 = 0

/**
 * Gives the objects of a pack entries from `from` on, in the order in which they lie. `raw` is what the pack's index says of
 * their offsets: 32 bits each, then 64 bits for each of `large`. The entry of each object of the index, in its order, is written
 * to `room`, which needs 32 bytes for each, and 8 KB.
 */
export function placeEntries(raw: usize, count: u32, large: u32, from: u32, room: usize): void {
  const n: usize = count
  const counts = room + n * 4
  keys = (counts + DIGITS * 4 + 7) & ~7
  otherKeys = keys + n * 8
  places = otherKeys + n * 8
  otherPlaces = places + n * 4
  let most: u64 = 0
  for (let i: usize = 0; i < n; i++) {
    const offset = offsetAt(raw, n, large, i)
    most = max(most, offset)
    store<u64>(keys + (i << 3), offset)
    store<u32>(places + (i << 2), <u32>i)
  }
  for (let low: u64 = 0; low < 55 && most >> low != 0; low += DIGIT) sortBy(low, counts, n)
  first = from
  for (let i: usize = 0; i < n; i++) {
    store<f64>(offsets + ((<usize>from + i) << 3), <f64>load<u64>(keys + (i << 3)))
    store<u32>(room + (<usize>load<u32>(places + (i << 2)) << 2), from + <u32>i)
  }
  divide(n, most)
}

/** The index has the highest byte first. */
function offsetAt(raw: usize, n: usize, large: u32, i: usize): u64 {
  const offset = bswap(load<u32>(raw + (i << 2)))
  if (offset < 0x80000000) return offset
  const number = offset - 0x80000000
  return number < large ? min(NOWHERE, bswap(load<u64>(raw + (n << 2) + (<usize>number << 3)))) : NOWHERE
}

/** One pass of a sort by digits, the lowest first: entries of the same digit stay in their order. */
function sortBy(low: u64, counts: usize, n: usize): void {
  memory.fill(counts, 0, DIGITS * 4)
  for (let i: usize = 0; i < n; i++) {
    const at = digitAt(low, counts, i)
    store<u32>(at, load<u32>(at) + 1)
  }
  let place: u32 = 0
  for (let at = counts; at < counts + DIGITS * 4; at += 4) {
    const count = load<u32>(at)
    store<u32>(at, place)
    place += count
  }
  for (let i: usize = 0; i < n; i++) {
    const at = digitAt(low, counts, i)
    const to: usize = load<u32>(at)
    store<u32>(at, <u32>to + 1)
    store<u64>(otherKeys + (to << 3), load<u64>(keys + (i << 3)))
    store<u32>(otherPlaces + (to << 2), load<u32>(places + (i << 2)))
  }
  let swapped = keys
  keys = otherKeys
  otherKeys = swapped
  swapped = places
  places = otherPlaces
  otherPlaces = swapped
}

// @ts-ignore: decorator
@inline function digitAt(low: u64, counts: usize, i: usize): usize {
  return counts + (<usize>((load<u64>(keys + (i << 3)) >> low) & (DIGITS - 1)) << 2)
}

/** Notes where each stretch of the pack begins, as many stretches as there are objects: where sorted keys stood is room for them. */
function divide(n: usize, most: u64): void {
  shift = 0
  while (most >> shift >= n && shift < 63) shift++
  stretches = otherKeys
  lastStretch = most >> shift
  let entry: usize = 0
  for (let stretch: u64 = 0; stretch <= lastStretch; stretch++) {
    while (entry < n && load<u64>(keys + (entry << 3)) >> shift < stretch) entry++
    store<u32>(stretches + (<usize>stretch << 2), first + <u32>entry)
  }
}

/** The entry before `end` that begins at an offset of the pack; -1 where none does. */
function entryAt(offset: f64, end: u32): u32 {
  if (!(offset >= 0)) return -1
  const stretch = <u64>offset >> shift
  if (stretch > lastStretch) return -1
  let low = load<u32>(stretches + (<usize>stretch << 2))
  let high = stretch == lastStretch ? end : min(end, load<u32>(stretches + (<usize>stretch << 2) + 4))
  while (low < high) {
    const middle = (low + high) >>> 1
    if (load<f64>(offsets + (<usize>middle << 3)) < offset) low = middle + 1
    else high = middle
  }
  return low < end && load<f64>(offsets + (<usize>low << 3)) == offset ? low : -1
}

/**
 * Reads the headers of entries, from one on, whose offsets lie in the part of the pack from `start` to `limit`, with HEADER bytes
 * behind. Returns the first that it left: `end`, one that lies elsewhere, or one whose base is named, of which all else is known then.
 */
export function readHeaders(from: u32, end: u32, chunk: usize, start: f64, limit: f64): u32 {
  for (let entry = from; entry < end; entry++) {
    const offset = load<f64>(offsets + (<usize>entry << 3))
    if (offset < start || offset + HEADER > limit) return entry
    const begin = chunk + <usize>(offset - start)
    if (readHeader(entry, begin, offset) == REF_DELTA) return entry
  }
  return end
}

// https://git-scm.com/docs/gitformat-pack: type and size first, seven bits a byte, the lowest first
// @ts-ignore: decorator
@inline function readHeader(entry: u32, begin: usize, offset: f64): u32 {
  let at = begin
  let byte: u32 = load<u8>(at++)
  const type = (byte >> 4) & 7
  let size: u64 = byte & 15
  for (let scale: u64 = 4; byte >= 128 && at - begin < 9; scale += 7) {
    byte = load<u8>(at++)
    size |= <u64>(byte & 127) << scale
  }
  store<u32>(sizes + (<usize>entry << 2), <u32>min(size, ENORMOUS))
  store<u8>(types + entry, type == 5 ? 0 : <u8>type)
  if (type == OFS_DELTA) at = readDistance(entry, at, offset)
  store<u8>(headers + entry, <u8>(at - begin))
  return type
}

// how far before this entry its base begins; each byte but the last adds one to what is above it
// @ts-ignore: decorator
@inline function readDistance(entry: u32, start: usize, offset: f64): usize {
  let at = start
  let byte: u32 = load<u8>(at++)
  let distance: u64 = byte & 127
  while (byte >= 128 && at - start < 8) {
    byte = load<u8>(at++)
    distance = ((distance + 1) << 7) | (byte & 127)
  }
  store<u32>(bases + (<usize>entry << 2), byte >= 128 ? -1 : entryAt(offset - <f64>distance, entry))
  return at
}
