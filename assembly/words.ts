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
import { ANCHOR_HEADS, ANCHORS, HITS, MOST_HITS, ROWS, RUNS, WORD_ENTRIES, WORD_FILTER, WORD_TEXTS } from './layout'
import { DEAD, fillRow, MATCHED } from './patterns'

// @ts-ignore: decorator
@external('patterns', 'startOf') declare function startOf(word: u32): u32

const OPEN: u32 = 0
const WIDE: u32 = 0xffff

const UNKNOWN: u32 = 0

// The text that is being searched.
let text: usize = 0
let textEnd: usize = 0
let hits: u32 = 0
let open: u32 = 0
let longest: u32 = 0

/**
 * Finds the words in a text. Puts their hits in order of their offsets into HITS, up to MOST_HITS, and returns how many
 * there are, plus 2^32 for each that is OPEN. `most` is the length of the longest word.
 */
export function findAll(at: usize, length: u32, most: u32): f64 {
  begin(at, length, most)
  search(at, textEnd, at, textEnd, at)
  return result()
}

/**
 * The same for a text of which RUNS tells what is copied from a base, whose hits are given: only what is new, and what a word
 * across a seam could reach, is searched; hits of the base whose reason still stands are taken over.
 */
export function findChanged(at: usize, length: u32, most: u32, runs: u32, baseHits: usize, baseCount: u32, baseLength: u32): f64 {
  begin(at, length, most)
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
    hit = firstFrom(baseHits, hit, lastHit, source)
    const fromStart = start == at && source == 0
    const toEnd = start + size == textEnd && source + size == baseLength
    hit = take(hit, lastHit, start, source, size, fromStart, toEnd)
    behind = start
    gap = start + size
  }
  if (gap < textEnd) around(gap, textEnd, behind)
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
  open = 0
  longest = most
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
    const a: u32 = load<u8>(WORD_FILTER + hash(<u32>w)), b: u32 = load<u8>(WORD_FILTER + hash(<u32>(w >> 16)))
    const c: u32 = load<u8>(WORD_FILTER + hash(<u32>(w >> 32))), d: u32 = load<u8>(WORD_FILTER + hash(<u32>v))
    const e: u32 = load<u8>(WORD_FILTER + hash(<u32>(v >> 16))), f: u32 = load<u8>(WORD_FILTER + hash(<u32>(v >> 32)))
    if (a | b | c | d | e | f) {
      if (a) check(at, least, most, touched)
      if (b) check(at + 2, least, most, touched)
      if (c) check(at + 4, least, most, touched)
      if (d) check(at + 6, least, most, touched)
      if (e) check(at + 8, least, most, touched)
      if (f) check(at + 10, least, most, touched)
      if (hits > MOST_HITS) return
    }
  }
}

/** Of the three lowest bytes, in 17 bits. */
// @ts-ignore: decorator
@inline function hash(bytes: u32): u32 {
  return ((bytes << 8) * 0x9e3779b1) >>> 15
}

/** Compares the words whose anchor may stand here. */
function check(at: usize, least: usize, most: usize, touched: usize): void {
  let number: u32 = load<u16>(ANCHOR_HEADS + (hash(load<u32>(at) | 0x20202020) << 1))
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

/** Runs the automaton of the word's patterns from its start on. */
function judge(start: usize, word: u32): u32 {
  const entry = WORD_ENTRIES + (<usize>word << 4)
  let row: u32 = load<u16>(entry, 4)
  if (row == UNKNOWN) row = startOf(word)
  const reach = load<u32>(entry, 8)
  const end = min(textEnd, start + reach)
  for (let at = start; at < end; at++) {
    if (row == MATCHED) return OPEN
    const cell = ROWS + (<usize>row << 9) + (<usize>load<u8>(at) << 1)
    let next: u32 = load<u16>(cell)
    if (next == UNKNOWN) {
      fillRow(row)
      next = load<u16>(cell)
    }
    if (next == DEAD) return min<u32>(WIDE, <u32>(at + 1 - start))
    row = next
  }
  return row == MATCHED ? OPEN : min<u32>(WIDE, reach + 1)
}

/** Keeps HITS in the order of offsets: anchors of long words come late. */
function add(offset: u32, word: u32, seen: u32): void {
  if (seen == OPEN) open++
  if (hits >= MOST_HITS) {
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
  const end = source + size
  for (; hit < last; hit += 8) {
    const offset = load<u32>(hit)
    if (offset >= end) break
    const word: u32 = load<u16>(hit, 4)
    const entry = WORD_ENTRIES + (<usize>word << 4)
    if (offset + load<u16>(entry) > end) continue
    let seen: u32 = load<u16>(hit, 6)
    const before: u32 = seen == WIDE ? <u32>load<u16>(entry, 2) + 1 : 0
    const after: u32 = seen == WIDE ? load<u32>(entry, 8) + 1 : seen
    const stands = seen != OPEN && (fromStart || offset >= source + before) && (toEnd || <u64>offset + after <= end)
    const moved = <u32>(start - text) + (offset - source)
    if (!stands) seen = judge(text + moved, word)
    add(moved, word, seen)
  }
  return hit
}
