import { LETTERS, PAIRS } from './letter-pairs.data.ts'

/** Three bytes by which a word may be met, and where they stand in it. */
export interface Anchor {
  /** With bit 0x20 set in each, as texts are compared: so small and capital letters are the same. */
  readonly bytes: readonly [number, number, number]
  readonly offset: number
}

/**
 * The anchors of a word of three letters or more: two that adjoin, the rarest there are, so that one of them stands at an
 * even place. Three letters have room for one only: the other is any byte and the first two, or the last two and any byte.
 */
export function anchorsOf(text: string): readonly Anchor[] {
  if (text.length > 3) {
    const offset = rarest(Array.from({ length: text.length - 3 }, (_, i) => i), (i) => Math.max(commonness(text, { from: i, to: i + 3 }), commonness(text, { from: i + 1, to: i + 4 })))
    return [anchorAt(text, offset), anchorAt(text, offset + 1)]
  }
  const before = commonness(text, { from: 0, to: 2 }) < commonness(text, { from: 1, to: 3 })
  const others = ANY.map((any) => (before ? anchorAt(any + text, 0) : anchorAt(text + any, 1)))
  return [anchorAt(text, 0), ...others.map(({ bytes }) => ({ bytes, offset: before ? -1 : 1 }))]
}

/** At least as many as any word has. */
export const MOST_OF_A_WORD = 129

// Every byte that has bit 0x20.
const ANY = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => (byte & 0x20) !== 0).map((byte) => String.fromCharCode(byte))

function anchorAt(text: string, offset: number): Anchor {
  return { bytes: [text.charCodeAt(offset) | 0x20, text.charCodeAt(offset + 1) | 0x20, text.charCodeAt(offset + 2) | 0x20], offset }
}

function rarest(offsets: readonly number[], cost: (offset: number) => number): number {
  return offsets.reduce((best, offset) => (cost(offset) < cost(best) ? offset : best), 0)
}

/** The logarithm of how often three letters, or two, follow each other, as far as pairs can tell; 1.6 is a doubling. */
function commonness(text: string, { from, to }: { readonly from: number; readonly to: number }): number {
  const first = pair(text, from)
  return to - from === 2 ? first : first + pair(text, from + 1) - SINGLE
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
