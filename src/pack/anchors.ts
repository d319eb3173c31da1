import { LETTERS, PAIRS } from './letter-pairs.data.ts'

/**
 * Where the first anchor of a word of more than three letters stands: it and the one behind it, each with the letter that
 * follows it if one does, are the rarest there are.
 * Three letters have room for one only: the other is any byte and the first two (-1), or the last two and any byte (1).
 */
export function anchorOf(text: string): number {
  if (text.length === 3) return commonness(text, { from: 0, to: 2 }) < commonness(text, { from: 1, to: 3 }) ? -1 : 1
  return rarest(Array.from({ length: text.length - 3 }, (_, i) => i), (i) => Math.max(commonness(text, { from: i, to: i + 4 }), commonness(text, { from: i + 1, to: Math.min(i + 5, text.length) })))
}

/** At least as many as any word has. */
export const MOST_OF_A_WORD = 129

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
