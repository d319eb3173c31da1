// Inflate (https://www.rfc-editor.org/rfc/rfc1951) for streams whose length is known, as in git's packs.
import { CODE_LENGTHS, DISTANCES, FIXED_DISTANCES, FIXED_LITERALS, LITERALS, SLACK } from './layout'
import { adler32 } from './adler'
import { buildTable, CODE_KIND, DISTANCE_KIND, LITERAL_KIND, isEnd, isLiteral, isOdd, isSubtable, INVALID } from './huffman'

const CODE_ORDER = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15])
const CODE_BITS: u32 = 7
const LITERAL_BITS: u32 = 10
const DISTANCE_BITS: u32 = 8
const FIXED_BITS: u32 = 9

// The stream that is being read: bits not used yet, their number, the next byte, and the tables of the block.
let bits: u64 = 0
let count: u32 = 0
let next: usize = 0
let literals: usize = 0
let literalMask: u32 = 0
let distances: usize = 0
let distanceMask: u32 = 0
let fixedStands: bool = false

/**
 * Writes the `length` bytes of the zlib stream in [source, limit) to `target`, followed by up to SLACK bytes of rubbish.
 * Returns how many bytes the stream has; 0 for a stream that is damaged, has another length or ends behind the limit.
 */
export function inflate(source: usize, limit: usize, target: usize, length: u32): u32 {
  const end = target + length
  if (readBlocks(source, limit, target, end) != end) return 0
  next -= count >> 3
  if (next + 4 > limit) return 0
  return bswap(load<u32>(next)) == adler32(target, length) ? <u32>(next + 4 - source) : 0
}

/** Writes the first `most` bytes of a stream, or all of a shorter one, and a little more. What is behind is zeros, as is what cannot be read. */
export function inflateHead(source: usize, limit: usize, target: usize, most: u32): void {
  memory.fill(target, 0, <usize>most + SLACK)
  readBlocks(source, limit, target, target + most)
}

/** Returns where the output ends; 0 for a stream that is damaged or too long. */
function readBlocks(source: usize, limit: usize, target: usize, end: usize): usize {
  const header = (<u32>load<u8>(source) << 8) | load<u8>(source + 1)
  if ((header & 0x0f20) != 0x0800 || header % 31 != 0) return 0
  next = source + 2
  bits = 0
  count = 0
  let out = target
  let last: u32 = 0
  while (last == 0) {
    refill()
    if (next > limit + 8) return 0
    last = take(1)
    const kind = take(2)
    if (kind == 0) out = copyStored(limit, out, end)
    else if (kind == 1 ? useFixed() : kind == 2 && readCodes(limit)) out = decode(limit, target, out, end)
    else return 0
    if (out == 0) return 0
  }
  return out
}

/** Holds at least 56 bits afterwards. */
// @ts-ignore: decorator
@inline function refill(): void {
  bits |= load<u64>(next) << count
  next += (63 - count) >> 3
  count |= 56
}

// @ts-ignore: decorator
@inline function take(n: u32): u32 {
  const value = <u32>bits & ((1 << n) - 1)
  bits >>= n
  count -= n
  return value
}

/** A block of bytes as they are: where its output ends; 0 for a damaged one. */
function copyStored(limit: usize, out: usize, end: usize): usize {
  next -= count >> 3
  bits = 0
  count = 0
  const length: u32 = load<u16>(next)
  if ((length ^ 0xffff) != load<u16>(next + 2)) return 0
  next += 4
  if (out + length > end || next + length > limit) return 0
  memory.copy(out, next, length)
  next += length
  return out + length
}

function useFixed(): bool {
  if (!fixedStands) {
    for (let i: u32 = 0; i < 288; i++) store<u8>(CODE_LENGTHS + i, i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)
    buildTable(FIXED_LITERALS, CODE_LENGTHS, 288, FIXED_BITS, LITERAL_KIND)
    for (let i: u32 = 0; i < 32; i++) store<u8>(CODE_LENGTHS + i, 5)
    buildTable(FIXED_DISTANCES, CODE_LENGTHS, 32, 5, DISTANCE_KIND)
    fixedStands = true
  }
  literals = FIXED_LITERALS
  literalMask = (1 << FIXED_BITS) - 1
  distances = FIXED_DISTANCES
  distanceMask = 31
  return true
}

/** Reads a block's own codes; false for impossible ones. */
function readCodes(limit: usize): bool {
  const literalCount = take(5) + 257
  const distanceCount = take(5) + 1
  const codeCount = take(4) + 4
  if (literalCount > 286 || distanceCount > 30) return false
  memory.fill(CODE_LENGTHS, 0, 20)
  refill()
  for (let i: u32 = 0; i < codeCount; i++) {
    if (i == 16) refill()
    store<u8>(CODE_LENGTHS + load<u8>(CODE_ORDER + i), <u8>take(3))
  }
  const codeBits = buildTable(DISTANCES, CODE_LENGTHS, 19, CODE_BITS, CODE_KIND)
  if (codeBits == 0 || !readLengths(literalCount + distanceCount, codeBits, limit)) return false
  if (load<u8>(CODE_LENGTHS + 256) == 0) return false
  const literalBits = buildTable(LITERALS, CODE_LENGTHS, literalCount, LITERAL_BITS, LITERAL_KIND)
  const distanceBits = buildTable(DISTANCES, CODE_LENGTHS + literalCount, distanceCount, DISTANCE_BITS, DISTANCE_KIND)
  literals = LITERALS
  literalMask = (1 << literalBits) - 1
  distances = DISTANCES
  distanceMask = (1 << distanceBits) - 1
  return literalBits != 0 && distanceBits != 0
}

/** Reads the code lengths of both alphabets, by the table of code lengths that stands in DISTANCES. */
function readLengths(total: u32, codeBits: u32, limit: usize): bool {
  const mask: u32 = (1 << codeBits) - 1
  let b = bits, n = count, at = next
  let i: u32 = 0
  while (i < total) {
    if (at > limit + 8) return false
    b |= load<u64>(at) << n
    at += 7 - ((n >>> 3) & 7)
    n |= 56
    const entry = load<u32>(DISTANCES + ((<u32>b & mask) << 2))
    if (entry == INVALID) return false
    b >>= entry
    n -= entry
    const symbol = entry >>> 16
    if (symbol < 16) {
      store<u8>(CODE_LENGTHS + i++, <u8>symbol)
      continue
    }
    if (symbol == 16 && i == 0) return false
    const extra: u32 = symbol == 16 ? 2 : symbol == 17 ? 3 : 7
    const times: u32 = (symbol == 18 ? 11 : 3) + (<u32>b & ((1 << extra) - 1))
    b >>= extra
    n -= extra
    if (i + times > total) return false
    const lengths = i8x16.splat(symbol == 16 ? load<u8>(CODE_LENGTHS + i - 1) : 0)
    for (let done: u32 = 0; done < times; done += 16) v128.store(CODE_LENGTHS + i + done, lengths)
    i += times
  }
  bits = b
  count = n & 63
  next = at
  return true
}

/**
 * Writes a block's output, up to SLACK bytes past `end` before it is refused; returns where it ends, 0 for a damaged block.
 *
 * Shifts take the lowest bits of what they shift by: so entries need no mask, and of `n`, from which whole entries are taken,
 * only the lowest six bits count. The next entry is looked up before a match is copied, for the processor to do both at once.
 */
function decode(limit: usize, target: usize, start: usize, end: usize): usize {
  const lits = literals, litMask = literalMask, dists = distances, distMask = distanceMask
  let b = bits, n = count, at = next, out = start
  b |= load<u64>(at) << n
  at += 7 - ((n >>> 3) & 7)
  n |= 56
  let entry = load<u32>(lits + ((<u32>b & litMask) << 2))
  while (at <= limit + 8 && out <= end) {
    if (isLiteral(entry)) {
      b >>= entry
      n -= entry
      store<u8>(out++, <u8>(entry >>> 16))
      entry = load<u32>(lits + ((<u32>b & litMask) << 2))
      if (isLiteral(entry)) {
        b >>= entry
        n -= entry
        store<u8>(out++, <u8>(entry >>> 16))
        entry = load<u32>(lits + ((<u32>b & litMask) << 2))
        if (isLiteral(entry)) {
          b >>= entry
          n -= entry
          store<u8>(out++, <u8>(entry >>> 16))
          b |= load<u64>(at) << n
          at += 7 - ((n >>> 3) & 7)
          n |= 56
          entry = load<u32>(lits + ((<u32>b & litMask) << 2))
          continue
        }
      }
    }
    if (isOdd(entry)) {
      if (isSubtable(entry)) {
        b >>= entry
        n -= entry
        entry = load<u32>(lits + (((entry >>> 16) + (<u32>b & ((1 << (entry >>> 8)) - 1))) << 2))
        if (isLiteral(entry)) {
          b >>= entry
          n -= entry
          store<u8>(out++, <u8>(entry >>> 16))
          b |= load<u64>(at) << n
          at += 7 - ((n >>> 3) & 7)
          n |= 56
          entry = load<u32>(lits + ((<u32>b & litMask) << 2))
          continue
        }
      }
      if (isOdd(entry)) {
        if (!isEnd(entry)) return 0
        bits = b >> entry
        count = (n - entry) & 63
        next = at
        return out > end ? 0 : out
      }
    }
    const length = valueOf(entry, b)
    b >>= entry
    n -= entry
    // A distance may need 15 + 13 bits: after two literals and a length they may not be there.
    if ((n & 32) == 0) {
      b |= load<u64>(at) << n
      at += 7 - ((n >>> 3) & 7)
      n |= 56
    }
    entry = load<u32>(dists + ((<u32>b & distMask) << 2))
    if (isOdd(entry)) {
      if (!isSubtable(entry)) return 0
      b >>= entry
      n -= entry
      entry = load<u32>(dists + (((entry >>> 16) + (<u32>b & ((1 << (entry >>> 8)) - 1))) << 2))
      if (isOdd(entry)) return 0
    }
    const distance = valueOf(entry, b)
    b >>= entry
    n -= entry
    if (<usize>distance > out - target) return 0
    b |= load<u64>(at) << n
    at += 7 - ((n >>> 3) & 7)
    n |= 56
    entry = load<u32>(lits + ((<u32>b & litMask) << 2))
    copyMatch(out, distance, length)
    out += length
  }
  return 0
}

/** A length or a distance: its base and its extra bits, which follow its code. */
// @ts-ignore: decorator
@inline function valueOf(entry: u32, bits: u64): u32 {
  return (entry >>> 16) + ((<u32>bits & ((1 << entry) - 1)) >>> (entry >>> 8))
}

/** Repeats what stands `distance` bytes before; writes up to 31 bytes past the end. */
// @ts-ignore: decorator
@inline function copyMatch(out: usize, distance: u32, length: u32): void {
  const end = out + length
  let from = out - distance
  if (distance >= 16) {
    v128.store(out, v128.load(from))
    v128.store(out + 16, v128.load(from + 16))
    for (out += 32, from += 32; out < end; out += 16, from += 16) v128.store(out, v128.load(from))
  } else if (distance >= 8) {
    do {
      store<u64>(out, load<u64>(from))
      out += 8
      from += 8
    } while (out < end)
  } else if (distance == 1) {
    const bytes = i8x16.splat(load<u8>(from))
    do {
      v128.store(out, bytes)
      out += 16
    } while (out < end)
  } else {
    do {
      store<u8>(out++, load<u8>(from++))
    } while (out < end)
  }
}
