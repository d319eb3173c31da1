// By what words are met while a text is searched: see words.ts.
import { ANCHOR_HEADS, ANCHORS, WORD_ENTRIES, WORD_FILTER, WORD_TEXTS } from './layout'

let anchors: u32 = 0

/** Of the three lowest bytes, in 17 bits. */
// @ts-ignore: decorator
@inline export function hash(bytes: u32): u32 {
  return ((bytes << 8) * 0x9e3779b1) >>> 15
}

/**
 * Lets a word be met whose text stands in WORD_TEXTS, and tells how far its patterns see before it and from it on. By two
 * anchors that adjoin, so that one of them stands at an even place: the first stands at an offset in the word. Three letters
 * have room for one only: the other is any byte and the first two (-1), or the last two and any byte (1).
 */
export function learnWord(word: u32, length: u32, before: u32, reach: u32, first: i32): void {
  const entry = WORD_ENTRIES + (<usize>word << 4)
  store<u16>(entry, length)
  store<u16>(entry, before, 2)
  store<u32>(entry, reach, 8)
  const letters = WORD_TEXTS + (<usize>word << 6)
  if (length > 3) {
    drop(word, first, load<u32>(letters + first))
    drop(word, first + 1, load<u32>(letters + first + 1))
    return
  }
  const all = load<u32>(letters) & 0xffffff
  drop(word, 0, all)
  for (let any: u32 = 0; any < 256; any++) {
    // Every byte that has bit 0x20: it is set in whatever is compared, so that small and capital letters are the same.
    if (any & 0x20) drop(word, first, first < 0 ? (all << 8) | any : (all >> 8) | (any << 16))
  }
}

/** Puts an anchor, of the three lowest bytes, before those with the same hash. */
function drop(word: u32, offset: i32, bytes: u32): void {
  const key = hash(bytes | 0x202020)
  anchors++
  const anchor = ANCHORS + (<usize>anchors << 3)
  store<u16>(anchor, load<u16>(key << 1, ANCHOR_HEADS))
  store<u16>(anchor, word, 2)
  store<u16>(anchor, offset, 4)
  store<u16>(key << 1, anchors, ANCHOR_HEADS)
  // The fourth byte may be anything where the word ends before it.
  const fourth = offset + 3
  const length: i32 = load<u16>(WORD_ENTRIES + (<usize>word << 4))
  const bits = fourth < length ? 1 << (load<u8>(WORD_TEXTS + (<usize>word << 6) + fourth) & 7) : 0xff
  store<u8>(key, load<u8>(key, WORD_FILTER) | bits, WORD_FILTER)
}
