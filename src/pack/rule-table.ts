// What a search needs to know of the rules, as text: made once of all of them, so that they need not be loaded to find nothing.
import type { Ruleset } from '../scan/ruleset.ts'
import type { ByteSet, PatternTree } from './pattern-tree.ts'
import { wordsOf, type Sought } from './vocabulary.ts'

interface Table {
  /** Sets of bytes, a bit for each, in hexadecimal; trees name them by their place. */
  readonly sets: readonly string[]
  /** Words name them by their place. */
  readonly trees: readonly Packed[]
  readonly words: readonly (readonly [text: string, before: number, from: number, anchor: number, trees: readonly number[] | 'unreadable'])[]
}

/** A set of bytes, a sequence, a choice, or a repeat, which has no `m` where it has no end. */
type Packed =
  | number
  | { readonly s: readonly Packed[] }
  | { readonly c: readonly Packed[] }
  | { readonly r: Packed; readonly n: number; readonly m?: number }

export function tableOf(ruleset: Ruleset): string {
  const [sets, trees] = [new Numbers(), new Numbers()]
  const words = wordsOf(ruleset).map((word) => {
    const read = word.trees()
    const numbers = read === 'unreadable' ? read : read.map((tree) => trees.of(JSON.stringify(pack(tree, sets))))
    return [word.text, word.before, word.from, word.anchor, numbers] as const
  })
  const table: Table = { sets: sets.all, trees: trees.all.map((tree) => JSON.parse(tree)), words }
  return JSON.stringify(table)
}

/** The words of a table, as `wordsOf` tells those of the rules that it was made of. */
export function wordsIn(text: string): readonly Sought[] {
  const { sets, trees, words }: Table = JSON.parse(text)
  const read: ByteSet[] = []
  function setOf(number: number): ByteSet {
    return (read[number] ??= setIn(sets[number] ?? ''))
  }
  return words.map(([word, before, from, anchor, numbers]) => {
    return { text: word, before, from, anchor, trees: () => (numbers === 'unreadable' ? numbers : numbers.map((number) => unpack(trees[number] ?? NOTHING, setOf))) }
  })
}

const NOTHING: Packed = { s: [] }

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

function pack(tree: PatternTree, sets: Numbers): Packed {
  if (tree.is === 'sequence') return { s: tree.items.map((item) => pack(item, sets)) }
  if (tree.is === 'choice') return { c: tree.items.map((item) => pack(item, sets)) }
  if (tree.is === 'repeat') return { r: pack(tree.item, sets), n: tree.least, ...(tree.most === Infinity ? {} : { m: tree.most }) }
  return sets.of(bitsOf(tree.set))
}

function unpack(tree: Packed, setOf: (number: number) => ByteSet): PatternTree {
  if (typeof tree === 'number') return { is: 'byte', set: setOf(tree) }
  if ('s' in tree) return { is: 'sequence', items: tree.s.map((item) => unpack(item, setOf)) }
  if ('c' in tree) return { is: 'choice', items: tree.c.map((item) => unpack(item, setOf)) }
  return { is: 'repeat', item: unpack(tree.r, setOf), least: tree.n, most: tree.m ?? Infinity }
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
