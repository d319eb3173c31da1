// Finds every place of many words, without case, and tells at once which of them cannot begin a match.
//
// A hit, 8 bytes: offset in the text, 32 bits; number of the word, 16; and 16 bits for how many bytes from the offset on
// were enough to see that no match begins here. OPEN: one may begin. WIDE: none does, but that depends on all that the
// word's patterns can see.
//
// Only every second place is looked at, three bytes at a time. So each word has two anchors that adjoin: wherever it stands,
// one of them is looked at. An anchor, 8 bytes: next anchor with the same hash, 16 bits; number of its word, 16; where it
// stands in the word, 16, signed; 16 unused.
//
// A word's entry, 16 bytes: length, 16 bits; how far its patterns see before it, 16; row of the automaton where they start,
// 16 (0: not known yet); 16 unused; how far they see from it on, 32; 32 unused.
import { hash } from './anchors'
import { firstAround, lastAround, learnAlphabet, RUN, searchHidden } from './base64'
import { LONGEST, mayBeSpelled, meantAt } from './escapes'
import { ANCHOR_HEADS, ANCHORS, DECODED_OVERLAP, HITS, MOST_HITS, ROWS, RUNS, WORD_ENTRIES, WORD_FILTER, WORD_TEXTS } from './layout'
import { DEAD, fillRow, MATCHED } from './patterns'

// @ts-ignore: decorator
@external('patterns', 'startOf') declare function startOf(word: u32): u32

const OPEN: u32 = 0
const WIDE: u32 = 0xffff

/** The word of a hit that stands for a text in base64, at its first character. */
const HIDDEN: u32 = 0xffff
/** They come after the hits of words, each into its place among those: more would take the square of their number. */
const MOST_HIDDEN: u32 = 4096

// How much more than its patterns can see of a text is looked at where characters are spelled in others: more than in src/scan/escapes.ts.
const MORE_BEFORE: u32 = 80
const MORE_BEHIND: u32 = 1100

/** It is not worth while to leave runs out that are shorter. */
const SHORT: u32 = 128

const UNKNOWN: u32 = 0

// The text that is being searched.
let text: usize = 0
let textEnd: usize = 0
let hits: u32 = 0
let hidden: u32 = 0
let open: u32 = 0
let longest: u32 = 0
// Whether texts in base64 and spelled characters are undone.
let decodes: bool = false
// Up to where texts in base64 are looked for, and where the gap starts around which they are looked for next; 0 for none.
let searched: usize = 0
let gathered: usize = 0
// While the words of such a text are looked for: whether one is OPEN, and whether the text goes on.
let inside: bool = false
let opens: bool = false
let goesOn: bool = false

export function decodeToo(): void {
  learnAlphabet()
  decodes = true
}

/**
 * Finds the words in a text. Puts their hits in order of their offsets into HITS, up to MOST_HITS, and returns how many
 * there are, plus 2^32 for each that is OPEN. `most` is the length of the longest word.
 */
export function findAll(at: usize, length: u32, most: u32): f64 {
  begin(at, length, most)
  search(at, textEnd, at, textEnd, at)
  if (decodes) searchHidden(at, textEnd, at, textEnd)
  return result()
}

/** Whether a word of a text that stands in another may begin a match: first of itself, then of what stands in it. */
export function foundIn(at: usize, end: usize, more: bool, deeper: bool): bool {
  const outer = text
  const outerEnd = textEnd
  const outerInside = inside
  const outerOpens = opens
  const outerGoesOn = goesOn
  text = at
  textEnd = end
  inside = true
  opens = false
  goesOn = more
  search(at, end, at, end, at)
  if (!opens && deeper) searchHidden(at, end, at, end)
  const found = opens
  text = outer
  textEnd = outerEnd
  inside = outerInside
  opens = outerOpens
  goesOn = outerGoesOn
  return found
}

/** Takes in that a text which stands in base64 may hold a match. */
export function hide(start: usize): void {
  add(<u32>(start - text), HIDDEN, OPEN)
}

/** Takes a gap and the run behind it in: gaps with short runs between them are one. */
// @ts-ignore: decorator
@inline function gatherHidden(gap: usize, start: usize, size: u32, fromStart: bool): void {
  if (gathered == 0 && !fromStart) gathered = gap
  if (gathered == 0 || size < SHORT) return
  aroundHidden(gathered, start)
  gathered = 0
}

/** Looks for texts in base64 that touch the gap [start, end), where that was not done yet. */
function aroundHidden(start: usize, end: usize): void {
  if (end < searched) return
  const from = firstAround(start, searched)
  searched = lastAround(end, textEnd)
  if (searched >= from + RUN) searchHidden(text, textEnd, from, searched)
}

/**
 * The same for a text of which RUNS tells what is copied from a base, whose hits are given: only what is new, and what a word
 * across a seam could reach, is searched; hits of the base whose reason still stands are taken over.
 */
export function findChanged(at: usize, length: u32, most: u32, runs: u32, baseHits: usize, baseCount: u32, baseLength: u32): f64 {
  begin(at, length, most)
  let toEnd = false
  let behind = at // where the run before starts
  let gap = at // and ends
  let hit = baseHits
  const lastHit = baseHits + (<usize>baseCount << 3)
  for (let i: u32 = 0; i < runs; i++) {
    const run = RUNS + <usize>i * 12
    const start = at + load<u32>(run)
    const source = load<u32>(run, 4)
    const size = load<u32>(run, 8)
    if (start > at) around(gap, start, behind)
    if (decodes) gatherHidden(gap, start, size, start == at && source == 0)
    hit = firstFrom(baseHits, hit, lastHit, source)
    const fromStart = start == at && source == 0
    toEnd = start + size == textEnd && source + size == baseLength
    hit = take(hit, lastHit, start, source, size, fromStart, toEnd)
    behind = start
    gap = start + size
  }
  if (gap < textEnd) around(gap, textEnd, behind)
  if (decodes && (gathered != 0 || !toEnd)) aroundHidden(gathered != 0 ? gathered : gap, textEnd)
  return result()
}

/** Whether one of the first bytes is NUL. */
export function hasNul(at: usize, length: u32): bool {
  const end = at + length
  for (; at + 16 <= end; at += 16) if (!i8x16.all_true(v128.load(at))) return true
  for (; at < end; at++) if (load<u8>(at) == 0) return true
  return false
}

function begin(at: usize, length: u32, most: u32): void {
  text = at
  textEnd = at + length
  hits = 0
  hidden = 0
  open = 0
  longest = most
  searched = at
  gathered = 0
}

function result(): f64 {
  return <f64>open * 4294967296.0 + <f64>hits
}

/** Finds the words that touch the gap [start, end) or lie across it, and start in it or in the run before, at `least`. */
function around(start: usize, end: usize, least: usize): void {
  const from = max(least, start - min<usize>(longest - 1, start - text))
  search(from, min(textEnd, end + longest - 1), from, end, start)
}

/** Puts the words found by anchors in [from, to) into HITS that start in [least, most) and end behind `touched`. */
function search(from: usize, to: usize, least: usize, most: usize, touched: usize): void {
  let at = from
  // Some bytes too many are looked at in the end: words that are not wholly in the text are none.
  for (; at + 2 <= to; at += 12) {
    const w = load<u64>(at) | 0x2020202020202020
    const v = load<u64>(at + 6) | 0x2020202020202020
    const a = sieve(w), b = sieve(w >> 16), c = sieve(w >> 32), d = sieve(v), e = sieve(v >> 16), f = sieve(v >> 32)
    if ((a | b | c | d | e | f) & 1) {
      if (a & 1) check(at, least, most, touched)
      if (b & 1) check(at + 2, least, most, touched)
      if (c & 1) check(at + 4, least, most, touched)
      if (d & 1) check(at + 6, least, most, touched)
      if (e & 1) check(at + 8, least, most, touched)
      if (f & 1) check(at + 10, least, most, touched)
      if (hits > MOST_HITS) return
    }
  }
}

/** Its lowest bit says whether some word may have the three lowest bytes for an anchor, and the fourth behind them. */
// @ts-ignore: decorator
@inline function sieve(bytes: u64): u32 {
  return <u32>load<u8>(hash(<u32>bytes), WORD_FILTER) >> (<u32>(bytes >> 24) & 7)
}

/** Compares the words whose anchor may stand here. */
function check(at: usize, least: usize, most: usize, touched: usize): void {
  let number: u32 = load<u16>(hash(load<u32>(at) | 0x20202020) << 1, ANCHOR_HEADS)
  while (number != 0) {
    const anchor = ANCHORS + (<usize>number << 3)
    const word: u32 = load<u16>(anchor, 2)
    const start = at - load<i16>(anchor, 4)
    if (start >= least && start < most) {
      const length: u32 = load<u16>(WORD_ENTRIES + (<usize>word << 4))
      if (start + length > touched && start + length <= textEnd && same(start, word, length)) add(<u32>(start - text), word, judge(start, word))
    }
    number = load<u16>(anchor)
  }
}

// @ts-ignore: decorator
@inline function same(at: usize, word: u32, length: u32): bool {
  const letters = WORD_TEXTS + (<usize>word << 6)
  for (let i: u32 = 0; i < length; i++) {
    const byte: u32 = load<u8>(at + i)
    const lower = byte - 65 < 26 ? byte | 32 : byte
    if (lower != load<u8>(letters + i)) return false
  }
  return true
}

/** Runs the automaton of the word's patterns from its start on: over the text, and then over what it means. */
function judge(start: usize, word: u32): u32 {
  const entry = WORD_ENTRIES + (<usize>word << 4)
  let row: u32 = load<u16>(entry, 4)
  if (row == UNKNOWN) row = startOf(word)
  const first = row
  const reach = load<u32>(entry, 8)
  const end = min(textEnd, start + reach)
  let at = start
  for (; at < end; at++) {
    if (row == MATCHED) return OPEN
    row = step(row, load<u8>(at))
    if (row == DEAD) break
  }
  if (row == MATCHED || (row != DEAD && isCut(start, end))) return OPEN
  const seen: u32 = row == DEAD ? <u32>(at + 1 - start) : reach + 1
  if (!decodes || !mayBeSpelled(start, min(at + 1, textEnd))) return min(WIDE, seen)
  const meant = judgeMeant(start, first, reach)
  return meant == OPEN ? OPEN : min(WIDE, max(seen, meant))
}

/** As many bytes as a spelled character takes tell whether one begins there. */
function judgeMeant(start: usize, first: u32, reach: u32): u32 {
  const end = min(textEnd, start + reach + MORE_BEHIND)
  let row = first
  let at = start
  for (let left = reach; at < end && left > 0; left--) {
    if (row == MATCHED) return OPEN
    const meant = meantAt(at, textEnd)
    row = step(row, meant & 0xff)
    if (row == DEAD) return <u32>(at - start) + LONGEST
    at += meant >> 8
  }
  if (row == MATCHED || isCut(start, at)) return OPEN
  return max(reach + 1, <u32>(at - start) + LONGEST)
}

/** Whether a text goes on where it ends, and what follows is not looked at from this start again. */
// @ts-ignore: decorator
@inline function isCut(start: usize, end: usize): bool {
  return goesOn && end >= textEnd && start + DECODED_OVERLAP < textEnd
}

// @ts-ignore: decorator
@inline function step(row: u32, byte: u32): u32 {
  const cell = ROWS + (<usize>row << 9) + (<usize>byte << 1)
  const next: u32 = load<u16>(cell)
  if (next != UNKNOWN) return next
  fillRow(row)
  return load<u16>(cell)
}

/** Keeps HITS in the order of offsets: anchors of long words come late. */
function add(offset: u32, word: u32, seen: u32): void {
  if (inside) {
    if (seen == OPEN) opens = true
    return
  }
  if (seen == OPEN) open++
  if (word == HIDDEN) hidden++
  if (hits >= MOST_HITS || hidden > MOST_HIDDEN) {
    hits = MOST_HITS + 1
    return
  }
  let at = HITS + (<usize>hits << 3)
  for (; at > HITS && load<u32>(at - 8) > offset; at -= 8) store<u64>(at, load<u64>(at - 8))
  store<u32>(at, offset)
  store<u32>(at, word | (seen << 16), 4)
  hits++
}

/** The first hit at or behind an offset; runs mostly follow each other in the base, too. */
function firstFrom(first: usize, hint: usize, last: usize, offset: u32): usize {
  let low = first
  let high = last
  if (hint < last && load<u32>(hint) <= offset) low = hint
  else if (hint > first && load<u32>(hint - 8) < offset) return hint
  while (low < high) {
    const middle = low + (((high - low) >> 4) << 3)
    if (load<u32>(middle) < offset) low = middle + 8
    else high = middle
  }
  return low
}

/** Takes the hits over that lie in a run; those whose reason reaches out of it are judged again. */
function take(from: usize, last: usize, start: usize, source: u32, size: u32, fromStart: bool, toEnd: bool): usize {
  let hit = from
  let tail: usize = 0
  const end = source + size
  for (; hit < last; hit += 8) {
    const offset = load<u32>(hit)
    if (offset >= end) break
    const word: u32 = load<u16>(hit, 4)
    if (word == HIDDEN) {
      // It stands in the run wholly, or it is looked for around one of its ends.
      if (gathered != 0) continue
      if (tail == 0) tail = toEnd ? textEnd : firstAround(start + size, max(start, searched))
      const at = start + (offset - source)
      if (at >= searched && at < tail) add(<u32>(at - text), HIDDEN, load<u16>(hit, 6))
      continue
    }
    const entry = WORD_ENTRIES + (<usize>word << 4)
    if (offset + load<u16>(entry) > end) continue
    let seen: u32 = load<u16>(hit, 6)
    const before: u32 = seen == WIDE ? <u32>load<u16>(entry, 2) + MORE_BEFORE : 0
    const after: u32 = seen == WIDE ? load<u32>(entry, 8) + MORE_BEHIND : seen
    const stands = seen != OPEN && (fromStart || offset >= source + before) && (toEnd || <u64>offset + after <= end)
    const moved = <u32>(start - text) + (offset - source)
    if (!stands) seen = judge(text + moved, word)
    add(moved, word, seen)
  }
  return hit
}
