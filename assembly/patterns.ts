// The automaton that says of a text whether some pattern may match at its start. Its rows are made as texts ask for them:
// few of all that are possible. Where a table has no room for more, texts that would need it may match.
//
// A place in a pattern, 8 bytes: the set of the bytes that lead on from it, 16 bits, or EMPTY where it leads on by itself;
// how many places it leads to, 16; the one that it leads to or, of an empty place, where in NEXTS they stand, 32.
//
// The code of a pattern, in 16 bits each: BYTE and its set; SEQUENCE, how many, and what it is made of, the last first;
// CHOICE, how many, and among what; REPEAT, the least and the most times (0xffff: without end), how long the code is of what is repeated, and that.
import {
  MEMBERS, MOST_MEMBERS, MOST_NEXTS, MOST_PLACES, MOST_ROWS, MOST_SPLITS, NEXTS, PATTERN_CODE, PATTERN_SETS, PLACES, QUEUE, ROW_MEMBERS, ROW_SLOTS, ROWS,
  SET_STAMPS, SPLITS, STAMPS, TARGETS,
} from './layout'

/** Rows with a meaning of their own; a cell that is not known yet is 0. */
export const DEAD: u32 = 1
export const MATCHED: u32 = 2
const FIRST_ROW: u32 = 3

const BYTE: u32 = 0
const SEQUENCE: u32 = 1
const CHOICE: u32 = 2

const EMPTY: u32 = 0xffff

/** More copies than this of a repeated byte are one that may be repeated for ever: it lets through more, and stays small. */
const MOST_COPIES: u32 = 48
const MOST_OPTIONAL: u32 = 8

/** The place where a pattern has matched. */
const END: u32 = 0

/** A set makes up to 256 more of them. */
const MOST_GROUPS: u32 = MOST_SPLITS - 257

const SLOTS: u32 = 4 * MOST_ROWS

let places: u32 = 1
let nexts: u32 = 0
let rows: u32 = FIRST_ROW
let members: u32 = 0
let stamp: u32 = 0
let queued: u32 = 0
let code: usize = 0
let room: bool = true

/** The row for the start of so many patterns, whose codes stand at PATTERN_CODE one after the other. */
export function startRow(count: u32): u32 {
  code = PATTERN_CODE
  openQueue()
  for (let i: u32 = 0; i < count; i++) enqueue(build(END))
  return room ? rowOfQueue() : MATCHED
}

/** Makes known to which row each byte leads from a row. */
export function fillRow(row: u32): void {
  const first = load<u32>(ROW_MEMBERS + (<usize>row << 2))
  const last = load<u32>(ROW_MEMBERS + (<usize>row << 2), 4)
  const cells = ROWS + (<usize>row << 9)
  const groups = partition(first, last, cells)
  memory.fill(TARGETS, 0, (<usize>groups + 1) << 1)
  for (let byte: usize = 0; byte < 256; byte++) {
    const target = TARGETS + (<usize>load<u16>(cells + (byte << 1)) << 1)
    if (load<u16>(target) == 0) store<u16>(target, follow(first, last, byte))
    store<u16>(cells + (byte << 1), load<u16>(target))
  }
}

/** Gives each byte the number of its group: those are together that are in the same sets. Returns the highest. */
function partition(first: u32, last: u32, cells: usize): u32 {
  let groups: u32 = 0
  memory.fill(cells, 0, 512)
  stamp++
  for (let member = first; member < last; member++) {
    const set: u32 = load<u16>(placeOf(member))
    const seen = SET_STAMPS + (<usize>set << 2)
    if (load<u32>(seen) == stamp) continue
    store<u32>(seen, stamp)
    if (groups > MOST_GROUPS) return apart(cells)
    memory.fill(SPLITS, 0, (<usize>groups + 1) << 1)
    for (let byte: usize = 0; byte < 256; byte++) {
      if (load<u8>(PATTERN_SETS + (<usize>set << 8) + byte) == 0) continue
      const cell = cells + (byte << 1)
      const split = SPLITS + (<usize>load<u16>(cell) << 1)
      if (load<u16>(split) == 0) store<u16>(split, ++groups)
      store<u16>(cell, load<u16>(split))
    }
  }
  return groups
}

/** Makes each byte a group. */
function apart(cells: usize): u32 {
  for (let byte: usize = 0; byte < 256; byte++) store<u16>(cells + (byte << 1), <u32>byte + 1)
  return 256
}

/** The row to which a byte leads from these places. */
function follow(first: u32, last: u32, byte: usize): u32 {
  openQueue()
  for (let member = first; member < last; member++) {
    const place = placeOf(member)
    if (load<u8>(PATTERN_SETS + (<usize>load<u16>(place) << 8) + byte) != 0) enqueue(load<u32>(place, 4))
  }
  return queued == 0 ? DEAD : rowOfQueue()
}

// @ts-ignore: decorator
@inline function placeOf(member: u32): usize {
  return PLACES + (<usize>load<u32>(MEMBERS + (<usize>member << 2)) << 3)
}

function openQueue(): void {
  queued = 0
  stamp++
}

function enqueue(place: u32): void {
  const at = STAMPS + (<usize>place << 2)
  if (load<u32>(at) == stamp) return
  store<u32>(at, stamp)
  store<u32>(QUEUE + (<usize>queued << 2), place)
  queued++
}

/** The row of the places that are queued, and of those to which they lead by themselves. */
function rowOfQueue(): u32 {
  const first = members
  let last = first
  for (let i: u32 = 0; i < queued; i++) {
    const number = load<u32>(QUEUE + (<usize>i << 2))
    if (number == END) return MATCHED
    const place = PLACES + (<usize>number << 3)
    if (load<u16>(place) == EMPTY) {
      const from = NEXTS + (<usize>load<u32>(place, 4) << 2)
      const count: u32 = load<u16>(place, 2)
      for (let j: u32 = 0; j < count; j++) enqueue(load<u32>(from + (<usize>j << 2)))
    } else {
      if (last >= MOST_MEMBERS) return MATCHED
      insert(first, last++, number)
    }
  }
  return numberOf(first, last)
}

/** Keeps places in their order, so that the same ones are the same row. */
function insert(first: u32, last: u32, number: u32): void {
  let at = MEMBERS + (<usize>last << 2)
  for (const start = MEMBERS + (<usize>first << 2); at > start && load<u32>(at - 4) > number; at -= 4) store<u32>(at, load<u32>(at - 4))
  store<u32>(at, number)
}

function numberOf(first: u32, last: u32): u32 {
  let hash: u32 = 0
  for (let member = first; member < last; member++) hash = (hash + load<u32>(MEMBERS + (<usize>member << 2))) * 0x9e3779b1
  let slot = hash >>> 17 & (SLOTS - 1)
  let row: u32 = load<u16>(ROW_SLOTS + (<usize>slot << 1))
  while (row != 0) {
    if (isRow(row, first, last)) return row
    slot = (slot + 1) & (SLOTS - 1)
    row = load<u16>(ROW_SLOTS + (<usize>slot << 1))
  }
  return rows >= MOST_ROWS ? MATCHED : newRow(slot, last)
}

function newRow(slot: u32, last: u32): u32 {
  store<u16>(ROW_SLOTS + (<usize>slot << 1), rows)
  store<u32>(ROW_MEMBERS + (<usize>rows << 2), members)
  store<u32>(ROW_MEMBERS + (<usize>rows << 2), last, 4)
  members = last
  return rows++
}

function isRow(row: u32, first: u32, last: u32): bool {
  const from = load<u32>(ROW_MEMBERS + (<usize>row << 2))
  const to = load<u32>(ROW_MEMBERS + (<usize>row << 2), 4)
  return to - from == last - first && memory.compare(MEMBERS + (<usize>from << 2), MEMBERS + (<usize>first << 2), <usize>(last - first) << 2) == 0
}

/** Reads a pattern's code and builds it before what follows it; the number of its first place. */
function build(next: u32): u32 {
  const what = read()
  if (what == BYTE) return add(read(), 1, next)
  if (what == SEQUENCE) {
    let first = next
    for (let left = read(); left > 0; left--) first = build(first)
    return first
  }
  if (what == CHOICE) {
    const count = read()
    const from = reserve(count)
    for (let i: u32 = 0; i < count; i++) store<u32>(NEXTS + (<usize>(from + i) << 2), build(next))
    return add(EMPTY, count, from)
  }
  return repeat(next)
}

function repeat(next: u32): u32 {
  const least = read()
  const most = read()
  const size = read()
  const item = code
  const copies = min(least, load<u16>(item) == BYTE ? MOST_COPIES : MOST_OPTIONAL)
  let first = next
  if (most - least <= MOST_OPTIONAL && copies == least) {
    for (let i = least; i < most; i++) first = either(again(item, first), next)
  } else if (most > copies) {
    const from = reserve(2)
    first = add(EMPTY, 2, from)
    store<u32>(NEXTS + (<usize>from << 2), next)
    store<u32>(NEXTS + (<usize>from << 2), again(item, first), 4)
  }
  for (let i: u32 = 0; i < copies; i++) first = again(item, first)
  code = item + (<usize>size << 1)
  return first
}

function again(item: usize, next: u32): u32 {
  code = item
  return build(next)
}

function either(one: u32, other: u32): u32 {
  const from = reserve(2)
  store<u32>(NEXTS + (<usize>from << 2), one)
  store<u32>(NEXTS + (<usize>from << 2), other, 4)
  return add(EMPTY, 2, from)
}

function read(): u32 {
  const unit: u32 = load<u16>(code)
  code += 2
  return unit
}

function add(set: u32, count: u32, next: u32): u32 {
  if (places >= MOST_PLACES) {
    room = false
    return END
  }
  const place = PLACES + (<usize>places << 3)
  store<u16>(place, set)
  store<u16>(place, count, 2)
  store<u32>(place, next, 4)
  return places++
}

/** Room for so many of what an empty place leads to; where there is none left, behind all that counts. */
function reserve(count: u32): u32 {
  if (nexts + count > MOST_NEXTS) {
    room = false
    return MOST_NEXTS
  }
  nexts += count
  return nexts - count
}
