// Which of the blobs that are sought stand below a tree, and under which names: a number for each tree, its trace, which two
// trees share only if the same of them stand at the same paths below both.
//
// First trees are made, each from the one before it on a path of deltas, and their entries looked up by their ids; what a
// delta copied of the base is known already. What counts goes into a list of records, 8 bytes and 12 for each item: number of
// the tree, 32 bits; number of items, 32; and of each its value, 32, and a hash of its name, 64. Then traces are summed up from
// the records of all threads.
import { FOUND, isSame, MISSING, TREE, valueOf, width } from './ids'
import { MOST_RUNS, RUNS } from './layout'
import { aligned, make, place, roomEnd, runs } from './objects'

/** A file whose blob is not in the store: it is told of, and so counts as if it were sought. */
const LACKING: u32 = FOUND | 0x3fffffff
/** What does not count: a blob that nobody seeks, a submodule. */
const NOTHING: u32 = 0xffffffff

let records: usize = 0
let recordsEnd: usize = 0

// A table of the ids of blobs that are not in the store; a slot that is free is all zeros.
let lacking: usize = 0
let lackingMask: u32 = 0
let lackingLeft: u32 = 0

/** By which hashes differ from those of other scans. */
let seed: u64 = 0

export function openHashes(salt: f64): void {
  seed = reinterpret<u64>(salt)
}

export function openRecords(at: usize, size: usize): void {
  records = at
  recordsEnd = at + size
}

/** Where the ids of blobs go that are not in the store, each once: `count`, a power of 2, of them, all zeros. */
export function openLacking(at: usize, count: u32): void {
  lacking = at
  lackingMask = count - 1
  lackingLeft = count - (count >> 2)
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
  if (!make(depth, source, limit, size)) return false
  const at = <usize>load<u32>(place)
  const length = load<u32>(place, 4)
  const base: usize = depth == 0 || runs > MOST_RUNS ? 0 : load<u32>(place - 16, 12)
  const list = aligned(at + length)
  if (<u64>list + most(length) > roomEnd) return false
  const end = readEntries(at, length, list, base)
  if (end == 0) return true
  store<u32>(place, <u32>end + 16, 8)
  store<u32>(place, <u32>list, 12)
  note(number, list, end)
  return true
}

/** Writes the record of a tree that stands in no pack. */
export function readTree(number: u32, at: usize, length: u32): void {
  const list = aligned(<usize>load<u32>(place, 8))
  if (<u64>list + most(length) > roomEnd) return
  const end = readEntries(at, length, list, 0)
  if (end != 0) note(number, list, end)
}

/** The room for the entries of a tree, each of which has a mode, a space, a name and a NUL besides its id. */
function most(length: u32): u64 {
  return (<u64>length / (width + 7) + 2) << 4
}

function note(number: u32, list: usize, end: usize): void {
  let item = records + 8
  if (item + ((end - list) >> 4) * 12 > recordsEnd) return
  for (; list < end; list += 16) {
    const value = load<u32>(list, 4)
    if (value == NOTHING) continue
    store<u32>(item, value)
    store<u64>(item, load<u64>(list, 8), 4)
    item += 12
  }
  store<u32>(records, number)
  store<u32>(records, (<u32>(item - records) - 8) / 12, 4)
  records = item
}

// How a mode begins, by its first two digits: 40000, in old repositories 040000; 100644 and its kin; 120000; 160000.
const FOLDER: u32 = 0x3034
const OLD_FOLDER: u32 = 0x3430
const FILE: u32 = 0x3031
const LINK: u32 = 0x3231
const SUBMODULE: u32 = 0x3631
const SPACE: u32 = 32

/**
 * Lists the entries of a tree, 16 bytes each: where it begins, its value, and a hash of its name if it counts; and behind them
 * where the last one ends. What the base's list has is taken from there. Returns the list's end; 0 for what is no tree.
 * Entries: mode, space, name, NUL, id: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
function readEntries(start: usize, length: u32, list: usize, base: usize): usize {
  const end = start + length
  const lastRun = base == 0 ? RUNS : RUNS + runs * 12
  let run = RUNS
  let known = base
  let entry = list
  let at = start
  while (at < end) {
    const offset = <u32>(at - start)
    while (run < lastRun && load<u32>(run) + load<u32>(run, 8) <= offset) run += 12
    if (run < lastRun && load<u32>(run) <= offset) {
      const ahead = load<u32>(run) - load<u32>(run, 4)
      const limit = load<u32>(run) + load<u32>(run, 8)
      if (load<u32>(known) > offset - ahead) known = base
      while (load<u32>(known) < offset - ahead) known += 16
      if (load<u32>(known) == offset - ahead) {
        const before = entry
        while (load<u32>(known) + ahead < limit && load<u32>(known, 16) + ahead <= limit) {
          v128.store(entry, v128.load(known))
          store<u32>(entry, load<u32>(known) + ahead)
          entry += 16
          known += 16
        }
        if (entry != before) {
          at = start + load<u32>(known) + ahead
          continue
        }
      }
    }
    at = readEntry(at, end, entry)
    if (at == 0) return 0
    store<u32>(entry, offset)
    entry += 16
  }
  store<u32>(entry, length)
  return entry
}

/** Returns where the entry ends; 0 where it is none. */
function readEntry(at: usize, end: usize, entry: usize): usize {
  const start: u32 = load<u16>(at)
  const short = load<u8>(at, 5) == SPACE
  const folder = start == (short ? FOLDER : OLD_FOLDER)
  if (!folder && (short || (start != FILE && start != LINK && start != SUBMODULE))) return 0
  const name = at + (short ? 6 : 7)
  if (load<u8>(name - 1) != SPACE) return 0
  const id = endOf(name, end) + 1
  if (id + width > end) return 0
  let value = start == SUBMODULE ? NOTHING : valueOf(id)
  if (value >> 30 == 3) value = folder ? MISSING : NOTHING
  else if (value == MISSING && !folder) value = lack(id)
  else if ((value >> 30 == 1) != folder) value = MISSING
  store<u32>(entry, value, 4)
  if (value != NOTHING) store<u64>(entry, value == LACKING ? hashOf(name, id) ^ mixed(load<u64>(id)) : hashOf(name, id), 8)
  return id + width
}

/** There is room for few: else nothing is known. */
function lack(id: usize): u32 {
  let at = load<u32>(id) & lackingMask
  let slot = lacking + <usize>at * width
  while (load<u64>(slot) != 0) {
    if (isSame(slot, id)) return LACKING
    at = (at + 1) & lackingMask
    slot = lacking + <usize>at * width
  }
  if (lackingLeft == 0) return MISSING
  lackingLeft--
  memory.copy(slot, id, width)
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

// What is known of each object by its number, 16 bytes: a tree's trace, 64 bits; where its record stands or a STATE, 32; and
// flags, 32 (commits.ts).
let objects: usize = 0
/** A bit for each object: whether it is a tree below which nothing stands. Nearly all are, and bits stay in the caches. */
let empty: usize = 0

const UNREAD: u32 = 0
const BEGUN: u32 = 1
const TRACED: u32 = 2
export const UNKNOWN: u64 = 0xffffffffffffffff

/** There is room for what is known of all objects, and for a bit of each; all of it 0. */
export function openTraces(at: usize, bits: usize): void {
  objects = at
  empty = bits
}

// @ts-ignore: decorator
@inline export function stateOf(number: u32): usize {
  return objects + (<usize>number << 4)
}

/** Takes in the records of a thread, which have to stay where they are. Returns how many there are. */
export function addRecords(at: usize, end: usize): u32 {
  let count: u32 = 0
  for (; at < end; count++) {
    store<u32>(stateOf(load<u32>(at)), <u32>at, 8)
    at += 8 + <usize>load<u32>(at, 4) * 12
  }
  return count
}

/** The trace of a tree, by its id, as a whole number that a float holds: 0 where nothing stands below it, -1 where something of it is unknown. */
export function traceOf(id: usize): f64 {
  const trace = traceBelow(valueOf(id))
  return trace == UNKNOWN ? -1 : <f64>(trace >> 11)
}

export function traceBelow(value: u32): u64 {
  return value >> 30 == 1 ? sum(value & ~TREE, 0) : UNKNOWN
}

/** Of trees below trees: git itself reads no more than 4096 (core.maxTreeDepth), and the stack ends before. */
const DEEPEST: u32 = 1000

function sum(number: u32, depth: u32): u64 {
  const tree = stateOf(number)
  const record = <usize>load<u32>(tree, 8)
  if (record == TRACED) return load<u64>(tree)
  // A tree can only stand below itself where an id is a lie.
  if (record == UNREAD || record == BEGUN || depth > DEEPEST) return UNKNOWN
  store<u32>(tree, BEGUN, 8)
  const trace = sumOf(record, depth + 1)
  store<u64>(tree, trace)
  store<u32>(tree, TRACED, 8)
  if (trace == 0) store<u8>(empty + (number >> 3), load<u8>(empty + (number >> 3)) | <u8>(<u32>1 << (number & 7)))
  return trace
}

function sumOf(record: usize, depth: u32): u64 {
  let trace: u64 = 0
  const end = record + 8 + <usize>load<u32>(record, 4) * 12
  for (let item = record + 8; item < end; item += 12) {
    const value = load<u32>(item)
    if (value == MISSING) return UNKNOWN
    let below: u64 = value
    if (value >> 30 == 1) {
      const number = value & ~TREE
      if ((<u32>load<u8>(empty + (number >> 3)) >> (number & 7)) & 1) continue
      below = sum(number, depth)
    }
    if (below == UNKNOWN) return UNKNOWN
    if (below != 0) trace += mixed(load<u64>(item, 4) + mixed(below ^ seed))
  }
  return trace
}
