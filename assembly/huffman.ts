// Tables that decode the codes of RFC 1951 §3.2.2, several bits at a look.
//
// An entry, 32 bits: 31 LITERAL; 16 to 30 a value, the literal, the base of a length or distance, or the place of a subtable;
// 15 ODD, and then one of END, SUBTABLE or neither; 8 to 11 the bits of its code, or those that index its subtable; 0 to 4 how
// many bits to drop, a length's or distance's extra bits among them. 5 to 7 and 12 are 0, so that it can be shifted by as it is.
import { COUNTS, SORTED, USED } from './layout'

export const LITERAL_KIND: u32 = 0
export const DISTANCE_KIND: u32 = 1
export const CODE_KIND: u32 = 2

const LITERAL: u32 = 0x80000000
const ODD: u32 = 0x8000
const END: u32 = 0x4000
const SUBTABLE: u32 = 0x2000
/** No code; as an entry also one that drops no bits. */
export const INVALID: u32 = ODD

const LENGTH_BASE = memory.data<u16>([3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258])
const LENGTH_EXTRA = memory.data<u8>([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0])
const DISTANCE_BASE = memory.data<u16>([1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577])
const DISTANCE_EXTRA = memory.data<u8>([0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13])

// @ts-ignore: decorator
@inline export function isLiteral(entry: u32): bool {
  return <i32>entry < 0
}

/** Neither a literal nor a length nor a distance. */
// @ts-ignore: decorator
@inline export function isOdd(entry: u32): bool {
  return (entry & ODD) != 0
}

// @ts-ignore: decorator
@inline export function isSubtable(entry: u32): bool {
  return (entry & SUBTABLE) != 0
}

// @ts-ignore: decorator
@inline export function isEnd(entry: u32): bool {
  return (entry & END) != 0
}

/**
 * Makes the table of the code whose lengths, one byte each, stand at `lengths`; returns how many bits index it (at most
 * `most`), 0 for lengths that make no code. A code with gaps is allowed where zlib allows it: one distance, or none.
 * The table doubles with each bit, so that every symbol is written once (as libdeflate does).
 */
export function buildTable(table: usize, lengths: usize, symbols: u32, most: u32, kind: u32): u32 {
  const longest = sortByLength(lengths, symbols)
  const space = spaceLeft()
  if (space < 0) return 0
  const tableBits = max<u32>(1, min(longest, most))
  if (space > 0) {
    if (kind == CODE_KIND || longest > 1) return 0
    fillInvalid(table, 1 << tableBits)
    if (longest == 1) store<u32>(table, entryOf(load<u16>(SORTED), 1, kind))
    return tableBits
  }
  fill(table, tableBits, kind)
  return tableBits
}

/**
 * Puts the symbols in the order of their codes into SORTED; returns the longest length. Most symbols of a short text have no
 * code: those that have one are listed first, sixteen lengths at a look.
 */
function sortByLength(lengths: usize, symbols: u32): u32 {
  for (let at = COUNTS; at < COUNTS + 32; at += 16) v128.store(at, i16x8.splat(0))
  let used = USED
  for (let i: u32 = 0; i < symbols; i += 16) {
    let codes = i8x16.bitmask(i8x16.ne(v128.load(lengths + i), i8x16.splat(0)))
    if (symbols - i < 16) codes &= (1 << (symbols - i)) - 1
    for (; codes != 0; codes &= codes - 1) {
      const symbol = i + ctz(codes)
      const length: u32 = load<u8>(lengths + symbol)
      store<u32>(used, symbol | (length << 16))
      used += 4
      store<u16>(COUNTS + (length << 1), load<u16>(COUNTS + (length << 1)) + 1)
    }
  }
  const places = COUNTS + 64
  let longest: u32 = 0
  let place: u32 = 0
  for (let length: u32 = 1; length <= 15; length++) {
    const count: u32 = load<u16>(COUNTS + (length << 1))
    store<u16>(places + (length << 1), <u16>place)
    place += count
    if (count > 0) longest = length
  }
  for (let at = USED; at < used; at += 4) {
    const place = places + (<usize>load<u16>(at, 2) << 1)
    const to: u32 = load<u16>(place)
    store<u16>(SORTED + (to << 1), load<u16>(at))
    store<u16>(place, <u16>(to + 1))
  }
  return longest
}

/** How many codes of 15 bits no symbol has; negative where the lengths need more than there are. */
function spaceLeft(): i32 {
  let left: i32 = 1
  for (let length: u32 = 1; length <= 15; length++) {
    left = (left << 1) - load<u16>(COUNTS + (length << 1))
    if (left < 0) return -1
  }
  return left
}

function fillInvalid(table: usize, entries: u32): void {
  for (let i: u32 = 0; i < entries; i++) store<u32>(table + (i << 2), INVALID)
}

function fill(table: usize, tableBits: u32, kind: u32): void {
  let sorted = SORTED
  let code: u32 = 0 // with its first bit lowest, as it is read
  let length: u32 = 1
  let count: u32 = load<u16>(COUNTS + 2)
  let size: u32 = 2
  while (true) {
    while (count == 0) {
      if (length == tableBits) {
        fillSubtables(table, tableBits, kind, code, sorted)
        return
      }
      size = double(table, size)
      count = load<u16>(COUNTS + (++length << 1))
    }
    store<u32>(table + (code << 2), entryOf(load<u16>(sorted), length, kind))
    sorted += 2
    count--
    if (code == size - 1) break
    code = following(code, size - 1)
  }
  for (; length < tableBits; length++) size = double(table, size)
}

/** Repeats a table of so many entries behind itself; the size of both. */
// @ts-ignore: decorator
@inline function double(table: usize, size: u32): u32 {
  const end = table + (<usize>size << 2)
  const by = <usize>size << 2
  for (let at = table; at < end; at += 16) v128.store(at + by, v128.load(at))
  return size << 1
}

function fillSubtables(table: usize, tableBits: u32, kind: u32, first: u32, from: usize): void {
  let sorted = from
  let code = first
  let length = tableBits
  let count: u32 = 0
  const mask: u32 = (1 << tableBits) - 1
  let prefix: u32 = 0xffffffff
  let start: u32 = 0
  let end: u32 = 1 << tableBits
  while (true) {
    while (count == 0) count = load<u16>(COUNTS + (++length << 1))
    if ((code & mask) != prefix) {
      prefix = code & mask
      start = end
      let subBits = length - tableBits
      for (let used = count; used < (<u32>1 << subBits); ) {
        subBits++
        used = (used << 1) + load<u16>(COUNTS + ((tableBits + subBits) << 1))
      }
      end = start + (1 << subBits)
      store<u32>(table + (prefix << 2), (start << 16) | ODD | SUBTABLE | (subBits << 8) | tableBits)
    }
    const entry = entryOf(load<u16>(sorted), length - tableBits, kind)
    sorted += 2
    count--
    for (let i = start + (code >>> tableBits); i < end; i += 1 << (length - tableBits)) store<u32>(table + (i << 2), entry)
    const ones: u32 = (1 << length) - 1
    if (code == ones) return
    code = following(code, ones)
  }
}

/** The next code of the same length: plus one, with the first bit lowest. */
// @ts-ignore: decorator
@inline function following(code: u32, ones: u32): u32 {
  const bit: u32 = 1 << (31 - clz(code ^ ones))
  return (code & (bit - 1)) | bit
}

// @ts-ignore: decorator
@inline function entryOf(symbol: u32, drop: u32, kind: u32): u32 {
  if (kind == CODE_KIND) return (symbol << 16) | drop
  if (kind == DISTANCE_KIND) return symbol > 29 ? INVALID : plain(load<u16>(DISTANCE_BASE + (symbol << 1)), load<u8>(DISTANCE_EXTRA + symbol), drop)
  if (symbol < 256) return LITERAL | (symbol << 16) | drop
  if (symbol == 256) return ODD | END | drop
  return symbol > 285 ? INVALID : plain(load<u16>(LENGTH_BASE + ((symbol - 257) << 1)), load<u8>(LENGTH_EXTRA + symbol - 257), drop)
}

// @ts-ignore: decorator
@inline function plain(base: u32, extra: u32, drop: u32): u32 {
  return (base << 16) | (drop << 8) | (drop + extra)
}
