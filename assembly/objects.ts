// Objects that are made one from the other, down a path of deltas.
import { applyDelta } from './delta'
import { inflate } from './inflate'
import { SLACK } from './layout'

const DAMAGED: u32 = 0xffffffff

// Of each object of the path 16 bytes: where it stands, its length, where free room begins behind it, and where its entries
// are listed, if it is a tree (0: nowhere). Behind them is the room.
let path: usize = 0
let depths: u32 = 0
export let roomEnd: usize = 0

/** Of the object that was made last: its place in the path, and how many copies from its base stand in RUNS. */
export let place: usize = 0
export let runs: u32 = 0

/** Where objects are made, on paths of at most so many. */
export function openRoom(at: usize, size: usize, most: u32): void {
  path = at
  depths = most
  roomEnd = at + size
  place = at
  store<u32>(at, <u32>(at + (<usize>most << 4)), 8)
}

/** Makes the object, or with a depth what its delta makes of the one before it, that is in the zlib stream in [source, limit). */
export function make(depth: u32, source: usize, limit: usize, size: u32): bool {
  if (depth >= depths) return false
  place = path + (<usize>depth << 4)
  let at = aligned(depth == 0 ? path + (<usize>depths << 4) : <usize>load<u32>(place - 16, 8))
  let length = size
  runs = 0
  if (<u64>at + size + 2 * SLACK > roomEnd || inflate(source, limit, at, size) == 0) return false
  if (depth > 0) {
    const end = at + size
    const baseLength = readLength(at, end)
    length = readLength(next, end)
    const made = aligned(end)
    if (baseLength != load<u32>(place - 16, 4) || <u64>made + length + SLACK > roomEnd) return false
    runs = applyDelta(next, end, load<u32>(place - 16), baseLength, made, length)
    if (runs == DAMAGED) return false
    at = made
  }
  store<u32>(place, <u32>at)
  store<u32>(place, length, 4)
  store<u32>(place, <u32>at + length, 8)
  store<u32>(place, 0, 12)
  return true
}

/** Where there is room for a little that is read at once. */
export function freeRoom(): usize {
  return aligned(path + (<usize>depths << 4))
}

/** Behind what stands before, with SLACK between them. */
// @ts-ignore: decorator
@inline export function aligned(at: usize): usize {
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
