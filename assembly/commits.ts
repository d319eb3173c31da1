// Which commits may bring what is traced: those whose tree has another trace than each of their parents'. First all commits
// are made, and a record of each is written: its number, 32 bits; the value of its tree, 32; its time, 64; how many parents it
// has, 32; and the value of each, 32. Then they are followed from where a walk begins.
import { OTHER, valueOf, width } from './ids'
import { inflateHead } from './inflate'
import { freeRoom, make, place } from './objects'
import { stateOf, traceBelow, UNKNOWN } from './trees'

let records: usize = 0
let recordsEnd: usize = 0

export function openCommits(at: usize, size: usize): void {
  records = at
  recordsEnd = at + size
}

/** Where the next record will begin. */
export function nextCommit(): usize {
  return records
}

/** As much as the trees, parents and people of most commits need; what more is read of others. */
const HEAD: u32 = 288
const LONG_HEAD: u32 = 768

/** As makeTree; of a commit from which no other is made, no more than is needed. */
export function makeCommit(number: u32, depth: u32, source: usize, limit: usize, size: u32, leaf: bool): bool {
  if (leaf && depth == 0) {
    const at = freeRoom()
    for (let head = HEAD; head <= LONG_HEAD; head += LONG_HEAD - HEAD) {
      inflateHead(source, limit, at, head)
      if (readCommit(number, at, min(size, head))) return true
    }
  }
  if (!make(depth, source, limit, size)) return false
  readCommit(number, load<u32>(place), load<u32>(place, 4))
  return true
}

const TREE_WORD: u32 = 0x65657274
const PARENT_WORD: u64 = 0x20746e65726170
const NEWLINE: u32 = 10

/** Writes a commit's record, unless it cannot be read. https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_git_commit_objects */
export function readCommit(number: u32, at: usize, length: u32): bool {
  const end = at + length
  if (records + 20 + <usize>length > recordsEnd || load<u32>(at) != TREE_WORD) return false
  if (!readId(at + 5, end)) return false
  store<u32>(records, number)
  store<u32>(records, valueOf(ID), 4)
  at += 6 + (width << 1)
  let parent = records + 20
  while ((load<u64>(at) & 0xffffffffffffff) == PARENT_WORD && readId(at + 7, end)) {
    store<u32>(parent, valueOf(ID))
    parent += 4
    at += 8 + (width << 1)
  }
  // The lines of its author and committer.
  const author = lineEnd(at, end)
  const committer = lineEnd(author + 1, end)
  if (committer >= end) return false
  store<u64>(records, timeIn(author, committer), 8)
  store<u32>(records, <u32>(parent - records - 20) >> 2, 16)
  records = parent
  return true
}

function lineEnd(at: usize, end: usize): usize {
  while (at < end && load<u8>(at) != NEWLINE) at++
  return at
}

const ID: usize = memory.data(32, 8)

/** Reads the digits of an id, which end a line. */
function readId(at: usize, end: usize): bool {
  const last = at + (width << 1)
  if (last >= end || load<u8>(last) != NEWLINE) return false
  let wrong: u32 = 0
  for (let to = ID; at < last; at += 2, to++) {
    const high = digit(load<u8>(at))
    const low = digit(load<u8>(at, 1))
    wrong |= high | low
    store<u8>(to, high << 4 | low)
  }
  return wrong < 16
}

// @ts-ignore: decorator
@inline function digit(character: u32): u32 {
  if (character - 48 < 10) return character - 48
  const letter = (character | 32) - 97
  return letter < 6 ? letter + 10 : 255
}

const GREATER: u32 = 62

/** The time that the digits behind the last `>` say, in seconds; 0 where there are none. */
function timeIn(line: usize, end: usize): u64 {
  let at = end
  while (at > line && load<u8>(at - 1) != GREATER) at--
  let time: u64 = 0
  if (at == line) return 0
  for (at++; at < end && load<u8>(at) - 48 < <u32>10; at++) time = time * 10 + load<u8>(at) - 48
  return time
}

// What is known of a commit stands where that of trees does: the trace of its tree, where its record stands, and flags.
const SEEN: u32 = 1
/** Its parents are not in the store, and do not count. */
const CUT: u32 = 2
/** It is not told of. */
const LEFT: u32 = 4
const BRINGS: u32 = 8

// Those to be followed, the next first: a heap of 16 bytes each: time, 64 bits; when it came, 32; its number, 32.
let heap: usize = 0
let waiting: u32 = 0
/** Where the numbers of those go that were followed. */
let order: usize = 0
let orderEnd: usize = 0
let came: u32 = 0

/** Takes in the records of a thread, which have to stay where they are. Returns how many there are. */
export function addCommits(at: usize, end: usize): u32 {
  let count: u32 = 0
  for (; at < end; count++) {
    store<u32>(stateOf(load<u32>(at)), <u32>at, 8)
    at += 20 + (<usize>load<u32>(at, 16) << 2)
  }
  return count
}

/** There is room for all commits, 16 bytes each and 4; and so many objects have a state. */
export function openWalk(heapAt: usize, orderAt: usize, objects: u32): void {
  for (let number: u32 = 0; number < objects; number++) store<u32>(stateOf(number), 0, 12)
  heap = heapAt
  order = orderAt
  orderEnd = orderAt
  waiting = 0
  came = 0
}

/** Before the walk: a commit of which no parents are here, which is perhaps left out. */
export function cutOff(id: usize, left: bool): void {
  const value = valueOf(id)
  if (value < OTHER) return
  const state = stateOf(value & ~OTHER)
  store<u32>(state, load<u32>(state, 12) | CUT | (left ? LEFT : 0), 12)
}

/** A commit from which to walk. Returns whether it is here. */
export function beginAt(id: usize): bool {
  return see(valueOf(id))
}

function see(value: u32): bool {
  if (value < OTHER) return false
  const state = stateOf(value & ~OTHER)
  const record = <usize>load<u32>(state, 8)
  if (record == 0) return false
  const flags = load<u32>(state, 12)
  if (flags & SEEN) return true
  store<u32>(state, flags | SEEN, 12)
  push(load<u64>(record, 8), value & ~OTHER)
  return true
}

/** Goes through all commits in the order in which git tells of them: of those whose children came, the youngest first. Returns whether all are here. */
export function walk(): bool {
  while (waiting > 0) {
    const number = pop()
    const state = stateOf(number)
    const record = <usize>load<u32>(state, 8)
    const trace = traceBelow(load<u32>(record, 4))
    if (trace == UNKNOWN) return false
    store<u64>(state, trace)
    store<u32>(orderEnd, number)
    orderEnd += 4
    if (load<u32>(state, 12) & CUT) continue
    for (let i: usize = 0; i < load<u32>(record, 16); i++) if (!see(load<u32>(record + (i << 2), 20))) return false
  }
  for (let at = order; at < orderEnd; at += 4) {
    const state = stateOf(load<u32>(at))
    if (brings(state)) store<u32>(state, load<u32>(state, 12) | BRINGS, 12)
  }
  return true
}

function brings(state: usize): bool {
  const trace = load<u64>(state)
  const flags = load<u32>(state, 12)
  if (trace == 0 || flags & LEFT) return false
  if (flags & CUT) return true
  const record = <usize>load<u32>(state, 8)
  for (let i: usize = 0; i < load<u32>(record, 16); i++) {
    if (load<u64>(stateOf(load<u32>(record + (i << 2), 20) & ~OTHER)) == trace) return false
  }
  return true
}

/** After a walk: how many commits it went through. */
export function walked(): u32 {
  return <u32>(orderEnd - order) >> 2
}

/** Writes the numbers of some of these, in their order: of those that may bring something (0), or that were left out (1). Returns how many. */
export function pick(what: u32, to: usize): u32 {
  const flag = what == 0 ? BRINGS : LEFT
  const start = to
  for (let at = order; at < orderEnd; at += 4) {
    const number = load<u32>(at)
    if (!(load<u32>(stateOf(number), 12) & flag)) continue
    store<u32>(to, number)
    to += 4
  }
  return <u32>(to - start) >> 2
}

// @ts-ignore: decorator
@inline function isBefore(one: usize, other: usize): bool {
  const time = load<u64>(one)
  const others = load<u64>(other)
  return time > others || (time == others && load<u32>(one, 8) < load<u32>(other, 8))
}

const ENTRY: usize = memory.data(16, 16)

function push(time: u64, number: u32): void {
  store<u64>(ENTRY, time)
  store<u32>(ENTRY, came++, 8)
  store<u32>(ENTRY, number, 12)
  let at: u32 = waiting++
  while (at > 0) {
    const above = (at - 1) >> 1
    if (!isBefore(ENTRY, heap + (<usize>above << 4))) break
    v128.store(heap + (<usize>at << 4), v128.load(heap + (<usize>above << 4)))
    at = above
  }
  v128.store(heap + (<usize>at << 4), v128.load(ENTRY))
}

function pop(): u32 {
  const number = load<u32>(heap, 12)
  const last = heap + (<usize>--waiting << 4)
  let at: u32 = 0
  while (true) {
    let below: u32 = 2 * at + 1
    if (below >= waiting) break
    if (below + 1 < waiting && isBefore(heap + (<usize>(below + 1) << 4), heap + (<usize>below << 4))) below++
    if (!isBefore(heap + (<usize>below << 4), last)) break
    v128.store(heap + (<usize>at << 4), v128.load(heap + (<usize>below << 4)))
    at = below
  }
  v128.store(heap + (<usize>at << 4), v128.load(last))
  return number
}
