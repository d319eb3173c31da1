import { LETTERS, PAIRS } from './letter-pairs.data.ts'

/** Three bytes by which a word may be met, and where they stand in it. */
export interface Anchor {
  /** The lowest byte is the first; bit 0x20 is set in each, as texts are compared: so small and capital letters are the same. */
  readonly bytes: number
  readonly offset: number
}

/**
 * Where the first anchor of a word of more than three letters stands: it and the one behind it, each with the letter that
 * follows it if one does, are the rarest there are.
 * Three letters have room for one only: the other is any byte and the first two (-1), or the last two and any byte (1).
 */
export function anchorOf(text: string): number {
  if (text.length === 3) return commonness(text, { from: 0, to: 2 }) < commonness(text, { from: 1, to: 3 }) ? -1 : 1
  return rarest(Array.from({ length: text.length - 3 }, (_, i) => i), (i) => Math.max(commonness(text, { from: i, to: i + 4 }), commonness(text, { from: i + 1, to: Math.min(i + 5, text.length) })))
}

/** The anchors of a word, two that adjoin, so that one of them stands at an even place; `first` as anchorOf tells it. */
export function* anchorsOf(text: string, first: number): Generator<Anchor> {
  const letters = Buffer.from(text, 'latin1')
  if (text.length > 3) {
    yield { bytes: folded(letters, first), offset: first }
    yield { bytes: folded(letters, first + 1), offset: first + 1 }
    return
  }
  const bytes = folded(letters, 0)
  yield { bytes, offset: 0 }
  for (let any = 0; any < 256; any++) {
    // Every byte that has bit 0x20.
    if ((any & 0x20) !== 0) yield { bytes: first < 0 ? ((bytes << 8) & 0xffffff) | any : (bytes >> 8) | (any << 16), offset: first }
  }
}

/** At least as many as any word has. */
export const MOST_OF_A_WORD = 129

function folded(letters: Buffer, at: number): number {
  return letters.readUIntLE(at, 3) | 0x202020
}

function rarest(offsets: readonly number[], cost: (offset: number) => number): number {
  return offsets.reduce((best, offset) => (cost(offset) < cost(best) ? offset : best), 0)
}

/** The logarithm of how often two to four letters follow each other, as far as pairs can tell; 1.6 is a doubling. */
function commonness(text: string, { from, to }: { readonly from: number; readonly to: number }): number {
  let sum = pair(text, from)
  for (let at = from + 1; at < to - 1; at++) sum += pair(text, at) - SINGLE
  return sum
}

/** What a letter in the middle has in common with itself: an even share of all. */
const SINGLE = 31

function pair(text: string, at: number): number {
  return Number.parseInt(PAIRS[classOf(text, at)]?.charAt(classOf(text, at + 1)) ?? '0', 36)
}

function classOf(text: string, at: number): number {
  const letter = LETTERS.indexOf(text.charAt(at))
  if (letter >= 0) return letter
  return LETTERS.length + (/\d/.test(text.charAt(at)) ? 0 : 1)
}
