// Which of the blobs that are sought stand below a tree, and under which names: a number for each tree, its trace, which two
// trees share only if the same of them stand at the same paths below both.
//
// First trees are made, each from the one before it on a path of deltas, and their entries looked up in a table of the
// store's ids. What counts goes into a list of records, 8 bytes and 12 for each item: number of the tree, 32 bits; number of
// items, 32; and of each its value, 32, and a hash of its name, 64. Then traces are summed up from the records of all threads.
//
// A value: FOUND with the number of a blob that is sought, LACKING, TREE with the number of a tree, or PLAIN.
import { applyDelta } from './delta'
import { inflate } from './inflate'
import { SLACK } from './layout'

const FOUND: u32 = 0x80000000
const TREE: u32 = 0x40000000
/** What nothing is known of: an entry whose object is not in the store, or of another type than it says. */
const MISSING: u32 = 0
const PLAIN: u32 = 1
/** A file whose blob is not in the store: it is told of, and so counts as if it were sought. */
const LACKING: u32 = FOUND | 0x3fffffff

const DAMAGED: u32 = 0xffffffff

// The table of ids, slots of 16 bytes: the first 8 of an id, its value (0: the slot is free), and the next 4 of the id.
let slots: usize = 0
let mask: u32 = 0
let width: u32 = 0
let seed: u64 = 0

// Where trees are made; before them, 8 bytes for each of the path: where it stands, and its length.
let path: usize = 0
let depths: u32 = 0
let roomEnd: usize = 0

let records: usize = 0
let recordsEnd: usize = 0

let lacking: usize = 0
let lackingEnd: usize = 0

/** `count` is a power of 2, more than there are ids. */
export function openIds(at: usize, count: u32, idLength: u32, salt: f64): void {
  slots = at
  mask = count - 1
  width = idLength
  seed = reinterpret<u64>(salt)
}

/** Adds ids that have a value other than 0. Where one begins like another that is there, its value stays as it is; else it is 0 then. Returns how many stay. */
export function addIds(ids: usize, values: usize, count: u32): u32 {
  let left: u32 = 0
  for (let i: u32 = 0; i < count; i++, ids += width, values += 4) {
    const value = load<u32>(values)
    if (value == 0) continue
    const slot = slotOf(ids)
    if (load<u32>(slot, 8) != 0) {
      left++
      continue
    }
    fill(slot, ids, value)
    store<u32>(values, 0)
  }
  return left
}

function fill(slot: usize, id: usize, value: u32): void {
  store<u64>(slot, load<u64>(id))
  store<u32>(slot, value, 8)
  store<u32>(slot, load<u32>(id, 8), 12)
}

/** 0 for an id that is not there. */
export function valueOf(id: usize): u32 {
  return load<u32>(slotOf(id), 8)
}

/** For one that is there. */
export function setValue(id: usize, value: u32): void {
  const slot = slotOf(id)
  if (load<u32>(slot, 8) != 0) store<u32>(slot, value, 8)
}

/** The slot that has an id, or the free one that would take it. */
// @ts-ignore: decorator
@inline function slotOf(id: usize): usize {
  const key = load<u64>(id)
  let at = <u32>key & mask
  while (true) {
    const slot = slots + (<usize>at << 4)
    if (load<u32>(slot, 8) == 0 || (load<u64>(slot) == key && load<u32>(slot, 12) == load<u32>(id, 8))) return slot
    at = (at + 1) & mask
  }
}

/** Where trees are made, on paths of at most so many. */
export function openRoom(at: usize, size: usize, most: u32): void {
  path = at
  depths = most
  roomEnd = at + size
}

export function openRecords(at: usize, size: usize): void {
  records = at
  recordsEnd = at + size
}

/** Where the ids of blobs go that are not in the store, each once. */
export function openLacking(at: usize, size: usize): void {
  lacking = at
  lackingEnd = at + size
}

export function nextLacking(): usize {
  return lacking
}

/** Where the next record will begin. */
export function nextRecord(): usize {
  return records
}

/**
 * Makes the tree, or with a depth the delta's tree, that is in the zlib stream in [source, limit), and writes its record: none
 * for a tree that cannot be read. Returns whether others can be made from it.
 */
export function makeTree(number: u32, depth: u32, source: usize, limit: usize, size: u32): bool {
  if (depth >= depths) return false
  const place = path + (<usize>depth << 3)
  let at = depth == 0 ? path + (<usize>depths << 3) : <usize>load<u32>(place - 8) + load<u32>(place - 4)
  at = aligned(at)
  let length = size
  if (<u64>at + size + 2 * SLACK > roomEnd || inflate(source, limit, at, size) == 0) return false
  if (depth > 0) {
    const end = at + size
    const baseLength = readLength(at, end)
    length = readLength(next, end)
    const made = aligned(end)
    if (baseLength != load<u32>(place - 4) || <u64>made + length + SLACK > roomEnd) return false
    if (applyDelta(next, end, load<u32>(place - 8), baseLength, made, length) == DAMAGED) return false
    at = made
  }
  store<u32>(place, <u32>at)
  store<u32>(place, length, 4)
  readTree(number, at, length)
  return true
}

// @ts-ignore: decorator
@inline function aligned(at: usize): usize {
  return (at + SLACK + 63) & ~63
}

let next: usize = 0

/** https://git-scm.com/docs/gitformat-pack#_deltified_representation: seven bits a byte, the lowest first. */
function readLength(at: usize, end: usize): u32 {
  let length: u32 = 0
  let shift: u32 = 0
  let byte: u32 = 128
  for (; byte >= 128 && at < end && shift < 32; shift += 7) {
    byte = load<u8>(at++)
    length |= (byte & 127) << shift
  }
  next = at
  return length
}

// How a mode begins, by its first two digits: 40000, in old repositories 040000; 100644 and its kin; 120000; 160000.
const FOLDER: u32 = 0x3034
const OLD_FOLDER: u32 = 0x3430
const FILE: u32 = 0x3031
const LINK: u32 = 0x3231
const SUBMODULE: u32 = 0x3631
const SPACE: u32 = 32

/** Writes a tree's record, unless it cannot be read. Its entries: mode, space, name, NUL, id: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
export function readTree(number: u32, at: usize, length: u32): void {
  const end = at + length
  let item = records + 8
  if (<u64>item + (<u64>length / (width + 7) + 1) * 12 > recordsEnd) return
  while (at < end) {
    const start: u32 = load<u16>(at)
    const short = load<u8>(at, 5) == SPACE
    const folder = start == (short ? FOLDER : OLD_FOLDER)
    if (!folder && (short || (start != FILE && start != LINK && start != SUBMODULE))) return
    const name = at + (short ? 6 : 7)
    if (load<u8>(name - 1) != SPACE) return
    const id = endOf(name, end) + 1
    at = id + width
    if (at > end) return
    if (start == SUBMODULE) continue
    let value = valueOf(id)
    if (!folder && value == PLAIN) continue
    if (!folder && value == MISSING) value = lack(id)
    store<u32>(item, value & (folder ? TREE : FOUND) ? value : MISSING)
    store<u64>(item, value == LACKING ? hashOf(name, id) ^ mixed(load<u64>(id)) : hashOf(name, id), 4)
    item += 12
  }
  store<u32>(records, number)
  store<u32>(records, (<u32>(item - records) - 8) / 12, 4)
  records = item
}

/** There is room for few: else nothing is known. */
function lack(id: usize): u32 {
  if (lacking + width > lackingEnd) return MISSING
  memory.copy(lacking, id, width)
  lacking += width
  fill(slotOf(id), id, LACKING)
  return LACKING
}

/** Where the NUL behind a name stands. */
// @ts-ignore: decorator
@inline function endOf(name: usize, end: usize): usize {
  let zeros = i8x16.bitmask(i8x16.eq(v128.load(name), i8x16.splat(0)))
  while (zeros == 0 && name < end) {
    name += 16
    zeros = i8x16.bitmask(i8x16.eq(v128.load(name), i8x16.splat(0)))
  }
  return name + ctz(zeros)
}

/** Of a name with the NUL behind it. */
function hashOf(name: usize, end: usize): u64 {
  let hash = seed
  for (; name + 8 <= end; name += 8) hash = mixed(hash ^ load<u64>(name))
  const left = <u64>(end - name)
  return left == 0 ? hash : mixed(hash ^ (load<u64>(name) << (64 - (left << 3))))
}

/** The end of MurmurHash3: every bit of the result depends on every bit. */
// @ts-ignore: decorator
@inline function mixed(hash: u64): u64 {
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53
  return hash ^ (hash >> 33)
}

// What is known of each tree, 16 bytes: its trace, 64 bits; where its record stands or a STATE, 32; and 32 unused.
let trees: usize = 0

const UNREAD: u32 = 0
const BEGUN: u32 = 1
const TRACED: u32 = 2
const UNKNOWN: u64 = 0xffffffffffffffff

/** There is room for what is known of all trees, all of it 0. */
export function openTraces(at: usize): void {
  trees = at
}

/** Takes in the records of a thread, which have to stay where they are. */
export function addRecords(at: usize, end: usize): void {
  while (at < end) {
    store<u32>(trees + (<usize>load<u32>(at) << 4), <u32>at, 8)
    at += 8 + <usize>load<u32>(at, 4) * 12
  }
}

/** The trace of a tree, as a whole number that a float holds: 0 where nothing stands below it, -1 where something of it is unknown. */
export function traceOf(value: u32): f64 {
  const trace = sum(value & ~TREE, 0)
  return trace == UNKNOWN ? -1 : <f64>(trace >> 11)
}

/** Of trees below trees: git itself reads no more than 4096 (core.maxTreeDepth), and the stack ends before. */
const DEEPEST: u32 = 1000

function sum(number: u32, depth: u32): u64 {
  const tree = trees + (<usize>number << 4)
  const record = <usize>load<u32>(tree, 8)
  if (record == TRACED) return load<u64>(tree)
  // A tree can only stand below itself where an id is a lie.
  if (record == UNREAD || record == BEGUN || depth > DEEPEST) return UNKNOWN
  store<u32>(tree, BEGUN, 8)
  const trace = sumOf(record, depth + 1)
  store<u64>(tree, trace)
  store<u32>(tree, TRACED, 8)
  return trace
}

function sumOf(record: usize, depth: u32): u64 {
  let trace: u64 = 0
  const end = record + 8 + <usize>load<u32>(record, 4) * 12
  for (let item = record + 8; item < end; item += 12) {
    const value = load<u32>(item)
    if (value == MISSING) return UNKNOWN
    let below: u64 = value
    if (value & TREE) below = sum(value & ~TREE, depth)
    if (below == UNKNOWN) return UNKNOWN
    if (below != 0) trace += mixed(load<u64>(item, 4) + mixed(below ^ seed))
  }
  return trace
}
