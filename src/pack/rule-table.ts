// What a search needs to know of the rules, as text: made once of all of them, so that they need not be loaded to find nothing.
import type { Ruleset } from '../scan/ruleset.ts'
import type { ByteSet } from './pattern-tree.ts'
import { wordsOf, type Sought } from './vocabulary.ts'

interface Table {
  /** Sets of bytes, a bit for each, in hexadecimal; codes name the first by -1, the second by -2 … */
  readonly sets: readonly string[]
  /** See pattern-code.ts. Words name them by their place. */
  readonly codes: readonly (readonly number[])[]
  readonly words: readonly (readonly [text: string, before: number, from: number, anchor: number, codes: readonly number[] | 'unreadable'])[]
}

export function tableOf(ruleset: Ruleset): string {
  const [sets, codes] = [new Numbers(), new Numbers()]
  const words = wordsOf(ruleset).map((word) => {
    const read = word.codes((set) => -1 - sets.of(bitsOf(set)))
    const numbers = read === 'unreadable' ? read : read.map((code) => codes.of(JSON.stringify(code)))
    return [word.text, word.before, word.from, word.anchor, numbers] as const
  })
  const table: Table = { sets: sets.all, codes: codes.all.map((code) => JSON.parse(code)), words }
  return JSON.stringify(table)
}

/** The words of a table, as `wordsOf` tells those of the rules that it was made of. */
export function wordsIn(text: string): readonly Sought[] {
  const { sets, codes, words }: Table = JSON.parse(text)
  const read: ByteSet[] = []
  function setOf(number: number): ByteSet {
    return (read[number] ??= setIn(sets[number] ?? ''))
  }
  return words.map(([word, before, from, anchor, numbers]) => ({
    text: word,
    before,
    from,
    anchor,
    codes(numberOf) {
      if (numbers === 'unreadable') return numbers
      return numbers.map((number) => (codes[number] ?? []).map((unit) => (unit < 0 ? numberOf(setOf(-1 - unit)) : unit)))
    },
  }))
}

/** Texts in the order in which they first came. */
class Numbers {
  readonly #numbers = new Map<string, number>()

  get all(): readonly string[] {
    return [...this.#numbers.keys()]
  }

  of(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size
    this.#numbers.set(text, number)
    return number
  }
}

function bitsOf(set: ByteSet): string {
  const bits = Buffer.alloc(32)
  for (const [byte, has] of set.entries()) bits[byte >> 3] = (bits[byte >> 3] ?? 0) | (has << (byte & 7))
  return bits.toString('hex')
}

function setIn(bits: string): ByteSet {
  const [bytes, set] = [Buffer.from(bits, 'hex'), new Uint8Array(256)]
  for (let byte = 0; byte < 256; byte++) set[byte] = ((bytes[byte >> 3] ?? 0) >> (byte & 7)) & 1
  return set
}
