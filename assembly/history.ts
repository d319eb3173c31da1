// Makes families of trees and commits: each root, and whatever is made from it, with the path of deltas down to it in memory.
import { makeCommit, nextCommit } from './commits'
import { children, headers, heirs, marks, NONE, OF_TREE, offsets, siblings, sizes } from './entries'
import { makeTree, nextRecord } from './trees'

/** What makeFamilies returns when all are made, and when records have to be taken away. */
const DONE: u32 = 0xffffffff
const FULL: u32 = 0xfffffffe

// For each object of the path its entry, and the next to be made from it; 32 bits each.
let path: usize = 0
let depth: u32 = 0

let root: usize = 0
let rootsEnd: usize = 0

// The pieces of the pack that stand in memory, of 2^shift bytes each: a table by the last bits of their number, of the number
// plus 1 (0: none) and the place, 32 bits each.
let pieces: usize = 0
let pieceMask: u32 = 0
let shift: u64 = 0

let mostTrees: usize = 0
let mostCommits: usize = 0

/** The entry whose bytes were asked for. */
let asked: u32 = 0

/** There is room for 8 bytes for each object of the longest path, and each of the pieces, a power of 2 of them; of the latter all is 0. */
export function openHistory(pathAt: usize, piecesAt: usize, count: u32, bits: u32): void {
  path = pathAt
  pieces = piecesAt
  pieceMask = count - 1
  shift = bits
}

/** Where records are many. */
export function limitRecords(trees: usize, commits: usize): void {
  mostTrees = trees
  mostCommits = commits
}

/** A piece stands there until it is dropped. */
export function holdPiece(piece: u32, at: usize): void {
  const entry = pieces + (<usize>(piece & pieceMask) << 3)
  store<u32>(entry, piece + 1)
  store<u32>(entry, <u32>at, 4)
}

export function dropPiece(piece: u32): void {
  const entry = pieces + (<usize>(piece & pieceMask) << 3)
  if (load<u32>(entry) == piece + 1) store<u32>(entry, 0)
}

/** Families to make, by their roots. */
export function openFamilies(at: usize, end: usize): void {
  root = at
  rootsEnd = end
  depth = 0
}

/** Goes on with the families. Returns DONE, FULL, or the entry whose bytes are asked for. */
export function makeFamilies(): u32 {
  while (nextRecord() <= mostTrees && nextCommit() <= mostCommits) {
    const entry = nextEntry()
    if (entry == NONE) return DONE
    const source = sourceOf(entry)
    asked = entry
    if (source == 0) return entry
    makeFrom(source)
  }
  return FULL
}

/** Makes the entry that was asked for; its bytes stand there. Without them, neither it nor what is made from it can be made. */
export function makeFrom(source: usize): void {
  const entry = asked
  const limit = source + <usize>(offsetOf(entry + 1) - offsetOf(entry)) - load<u8>(headers + entry)
  const size = at(sizes, entry)
  const heir = at(heirs, entry)
  const made = load<u8>(marks + entry) & OF_TREE
    ? makeTree(entry, depth, source, limit, size)
    : makeCommit(entry, depth, source, limit, size, heir == NONE)
  if (!made) return
  const place = path + (<usize>depth << 3)
  store<u32>(place, entry)
  store<u32>(place, heir, 4)
  depth++
}

/** The next child of the last of the path that has one, or the next root. The heir is the first, and has no siblings. */
function nextEntry(): u32 {
  for (; depth > 0; depth--) {
    const place = path + (<usize>(depth - 1) << 3)
    const child = load<u32>(place, 4)
    if (child == NONE) continue
    const parent = load<u32>(place)
    store<u32>(place, child == at(heirs, parent) ? at(children, parent) : at(siblings, child), 4)
    return child
  }
  if (root == rootsEnd) return NONE
  root += 4
  return load<u32>(root - 4)
}

/** Where the bytes of an entry stand behind its header; 0 where they do not, or not in one piece. */
function sourceOf(entry: u32): usize {
  const offset = offsetOf(entry) + load<u8>(headers + entry)
  const end = offsetOf(entry + 1)
  const piece = offset >> shift
  const known = pieces + (<usize>(<u32>piece & pieceMask) << 3)
  if (end <= offset || end > (piece + 1) << shift || load<u32>(known) != <u32>piece + 1) return 0
  return <usize>load<u32>(known, 4) + <usize>(offset - (piece << shift))
}

// @ts-ignore: decorator
@inline function offsetOf(entry: u32): u64 {
  return <u64>load<f64>(offsets + (<usize>entry << 3))
}

// @ts-ignore: decorator
@inline function at(column: usize, entry: u32): u32 {
  return load<u32>(column + (<usize>entry << 2))
}
