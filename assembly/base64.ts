// Finds texts that stand in others as base64: src/scan/hidden-texts.ts tells what one is.
import { CHARACTERS, DECODED, DECODED_OVERLAP, DECODED_SIZE, LAYERS } from './layout'
import { foundIn, hide } from './words'

const FEWEST: usize = 5
const GROUP: usize = 4
/** The fewest characters that matter. */
export const RUN: usize = FEWEST * GROUP

const TAB: u32 = 0x09
const NEWLINE: u32 = 0x0a
const RETURN: u32 = 0x0d
const SPACE: u32 = 0x20
const EQUALS: u32 = 0x3d
const BACKSLASH: u32 = 0x5c
const LETTER_N: u32 = 0x6e
const LETTER_R: u32 = 0x72
const NONE: u32 = 0xff

// The text that is searched, which may itself have stood in another, and in how many.
let text: usize = 0
let textEnd: usize = 0
let layer: u32 = 0

/** Byte → its value of six bits, in either alphabet. */
export function learnAlphabet(): void {
  memory.fill(CHARACTERS, <u8>NONE, 256)
  for (let i: u32 = 0; i < 26; i++) {
    store<u8>(CHARACTERS + 0x41 + i, <u8>i)
    store<u8>(CHARACTERS + 0x61 + i, <u8>(26 + i))
  }
  for (let i: u32 = 0; i < 10; i++) store<u8>(CHARACTERS + 0x30 + i, <u8>(52 + i))
  store<u8>(CHARACTERS + 0x2b, 62) // + and -
  store<u8>(CHARACTERS + 0x2d, 62)
  store<u8>(CHARACTERS + 0x2f, 63) // / and _
  store<u8>(CHARACTERS + 0x5f, 63)
}

/** Says of each text that has a long line in [from, to) of another whether a word there may begin a match: `hide` is called for those. */
export function searchHidden(at: usize, end: usize, from: usize, to: usize): void {
  text = at
  textEnd = end
  // Bits are places, from 32 before `place` on.
  let firsts: u64 = 0
  for (let place = from; place < to + 32; place += 32) {
    firsts = (firsts >> 32) | ((<u64>firstsOfGroups(place) | (<u64>firstsOfGroups(place + 16) << 16)) << 32)
    let lines = firsts & (firsts >> 4)
    lines &= (lines >> 8) & (firsts >> 16)
    for (let bits = <u32>lines; bits != 0; bits &= bits - 1) {
      const line = place - 32 + ctz(bits)
      if (line < to) searchLine(line)
    }
  }
}

/** A bit for each of 16 bytes with which a group may begin: C and D, I to Z, a to f. */
// @ts-ignore: decorator
@inline function firstsOfGroups(at: usize): u32 {
  const bytes = v128.load(at)
  const capitals = v128.or(within(bytes, 0x43, 1), within(bytes, 0x49, 17))
  return i8x16.bitmask(v128.or(capitals, within(bytes, 0x61, 5)))
}

// @ts-ignore: decorator
@inline function within(bytes: v128, first: u8, more: u8): v128 {
  return i8x16.le_u(i8x16.sub(bytes, i8x16.splat(first)), i8x16.splat(more))
}

/** Looks at the text that FEWEST groups belong to, if they stand here and are the first of their line. */
function searchLine(at: usize): void {
  for (let group = at; group < at + FEWEST * GROUP; group += GROUP) if (!isGroup(group)) return
  if (isGroup(at - GROUP)) return
  const start = startOf(at)
  if (start != 0 && isOpen(start)) hide(start)
}

/** Where the text begins that a group belongs to; 0 where enough groups stand on a line before. */
function startOf(group: usize): usize {
  let start = group
  let groups: usize = 0
  for (let before = groupBefore(start); before != 0; before = groupBefore(start)) {
    groups = before + GROUP == start ? groups + 1 : 1
    if (groups == FEWEST) return 0
    start = before
  }
  return start
}

/** Whether a word of the text that starts here may begin a match. Long ones are looked at in stretches that overlap. */
function isOpen(start: usize): bool {
  const decoded = DECODED + <usize>layer * DECODED_SIZE
  const most = decoded + DECODED_SIZE - 1024
  let out = decoded
  for (let at = start; at != 0;) {
    for (; isGroup(at); at += GROUP) {
      store<u32>(out, decodedAt(at))
      out += 3
      if (out < most) continue
      if (opensIn(decoded, out, true)) return true
      memory.copy(decoded, out - DECODED_OVERLAP, DECODED_OVERLAP)
      out = decoded + DECODED_OVERLAP
    }
    const next = behindBreak(at)
    const more = next != 0 && isGroup(next)
    if (!more) out += addRest(next != 0 && isPadded(next) ? next : at, out)
    at = more ? next : 0
  }
  return opensIn(decoded, out, false)
}

/** Three bytes, the first lowest. */
// @ts-ignore: decorator
@inline function decodedAt(at: usize): u32 {
  return bswap((valueAt(at) << 26) | (valueAt(at + 1) << 20) | (valueAt(at + 2) << 14) | (valueAt(at + 3) << 8))
}

/** What a group that is no text, or no whole one, has of text at its beginning; how many bytes it is. */
function addRest(at: usize, out: usize): u32 {
  const second = valueAt(at + 1)
  if (valueAt(at) == NONE || second == NONE) return 0
  const first = (valueAt(at) << 2) | (second >> 4)
  if (first > 0x7f) return 0
  store<u8>(out, <u8>first)
  const third = valueAt(at + 2)
  if (third == NONE || (second & 8) != 0) return 1
  store<u8>(out, <u8>(((second & 15) << 4) | (third >> 2)), 1)
  return 2
}

function opensIn(at: usize, end: usize, goesOn: bool): bool {
  const outer = text
  const outerEnd = textEnd
  layer++
  const opens = foundIn(at, end, goesOn, layer < <u32>LAYERS)
  layer--
  text = outer
  textEnd = outerEnd
  return opens
}

/** Where groups may begin at the earliest that could follow each other up to a place: what changes there has no part in others. */
export function firstAround(at: usize, start: usize): usize {
  let last = at
  while (last > start && at - last < 2 && load<u8>(last - 1) == EQUALS) last--
  let first = charactersBefore(last, start)
  for (let blank = blanksBefore(first, start); hasBreak(blank, first); blank = blanksBefore(first, start)) first = charactersBefore(blank, start)
  return first
}

/** The same for where they may end at the latest. */
export function lastAround(at: usize, end: usize): usize {
  // The place itself may be among the blanks that indent a line.
  let last = charactersBehind(blanksBehind(at, end), end)
  for (let blank = blanksBehind(last, end); hasBreak(last, blank); blank = blanksBehind(last, end)) last = charactersBehind(blank, end)
  return last
}

function charactersBefore(at: usize, start: usize): usize {
  let count: u32 = 0
  do {
    count = clz(~(characters(at - 16) << 16))
    at -= count
  } while (count == 16 && at > start)
  return max(at, start)
}

function charactersBehind(at: usize, end: usize): usize {
  let count: u32 = 0
  do {
    count = ctz(~characters(at))
    at += count
  } while (count == 16 && at < end)
  return min(at, end)
}

function blanksBefore(at: usize, start: usize): usize {
  while (at > start && isBlank(load<u8>(at - 1))) at--
  return at
}

function blanksBehind(at: usize, end: usize): usize {
  while (at < end && isBlank(load<u8>(at))) at++
  return at
}

// @ts-ignore: decorator
@inline function hasBreak(from: usize, to: usize): bool {
  // The letter may be what is left of one that is spelled.
  for (let at = from; at < to; at++) if (load<u8>(at) != SPACE && load<u8>(at) != TAB) return true
  return from < to && load<u8>(from - 1) == LETTER_N
}

/** A bit for each of 16 bytes that is a character of base64. */
// @ts-ignore: decorator
@inline function characters(at: usize): u32 {
  const bytes = v128.load(at)
  const letters = within(v128.or(bytes, i8x16.splat(0x20)), 0x61, 25)
  const digits = within(bytes, 0x2f, 10) // and /
  const signs = v128.or(v128.or(i8x16.eq(bytes, i8x16.splat(0x2b)), i8x16.eq(bytes, i8x16.splat(0x2d))), i8x16.eq(bytes, i8x16.splat(0x5f)))
  return i8x16.bitmask(v128.or(v128.or(letters, digits), signs))
}

// @ts-ignore: decorator
@inline function isBlank(byte: u32): bool {
  return byte == SPACE || byte == TAB || byte == NEWLINE || byte == RETURN || byte == BACKSLASH
}

// @ts-ignore: decorator
@inline function valueAt(at: usize): u32 {
  return at < textEnd ? load<u8>(CHARACTERS + load<u8>(at)) : NONE
}

function isGroup(at: usize): bool {
  if (at < text || at + GROUP > textEnd) return false
  const first: u32 = load<u8>(CHARACTERS + load<u8>(at))
  if (first - 8 >= 24 && first != 2 && first != 3) return false
  const second: u32 = load<u8>(CHARACTERS + load<u8>(at, 1))
  const third: u32 = load<u8>(CHARACTERS + load<u8>(at, 2))
  return ((second & 8) | (third & 2)) == 0 && load<u8>(CHARACTERS + load<u8>(at, 3)) != NONE
}

/** Two or three characters that are filled up to a group; no name of three letters with its value. */
function isPadded(at: usize): bool {
  if (at + GROUP > textEnd || valueAt(at) == NONE || valueAt(at + 1) == NONE || load<u8>(at, 3) != EQUALS) return false
  if (valueAt(at + 2) == NONE && load<u8>(at, 2) != EQUALS) return false
  return valueAt(at + 4) == NONE && (at + 4 >= textEnd || load<u8>(at, 4) != EQUALS)
}

function groupBefore(at: usize): usize {
  if (at - GROUP >= text && isGroup(at - GROUP)) return at - GROUP
  const end = beforeBreak(at)
  return end != 0 && end - GROUP >= text && isGroup(end - GROUP) ? end - GROUP : 0
}

/** Where a line ends that is followed by one which begins here; 0 for none. */
function beforeBreak(at: usize): usize {
  let end = at
  while (end > text && (load<u8>(end - 1) == SPACE || load<u8>(end - 1) == TAB)) end--
  if (end < text + GROUP) return 0
  if (load<u8>(end - 1) == NEWLINE) return load<u8>(end - 2) == RETURN ? end - 2 : end - 1
  if (load<u8>(end - 1) != LETTER_N || load<u8>(end - 2) != BACKSLASH) return 0
  return load<u8>(end - 3) == LETTER_R && load<u8>(end - 4) == BACKSLASH ? end - 4 : end - 2
}

/** Where the line begins that follows one which ends here; 0 for none. */
function behindBreak(at: usize): usize {
  let start = at
  if (byteAt(at) == BACKSLASH) {
    if (byteAt(at + 1) == LETTER_R) start += 2
    if (byteAt(start) != BACKSLASH || byteAt(start + 1) != LETTER_N) return 0
    start += 2
  } else {
    if (byteAt(at) == RETURN) start++
    if (byteAt(start++) != NEWLINE) return 0
  }
  while (byteAt(start) == SPACE || byteAt(start) == TAB) start++
  return start
}

/** NONE behind the text. */
// @ts-ignore: decorator
@inline function byteAt(at: usize): u32 {
  return at < textEnd ? load<u8>(at) : NONE
}
