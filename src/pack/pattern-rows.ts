import type { ByteSet, PatternTree } from './pattern-tree.ts'

/** Rows with a meaning of their own; others have numbers from FIRST_ROW on. */
export const DEAD = 1
export const MATCHED = 2
const FIRST_ROW = 3

/** More copies than this of a repeated byte are one that may be repeated for ever: it lets through more, and stays small. */
const MOST_COPIES = 48
const MOST_OPTIONAL = 8

/** A place in a pattern: which bytes lead on from it, and to where; without bytes, where it leads by itself. */
interface Place {
  readonly set: ByteSet | undefined
  readonly next: number[]
}

const END = 0

/**
 * The automaton that says of a text whether some pattern may match at its start. Its rows are made as texts ask for them:
 * few of all that are possible.
 */
export class PatternRows {
  readonly #places: Place[] = [{ set: undefined, next: [] }]
  readonly #rows: (readonly number[])[] = []
  readonly #numbers = new Map<string, number>()
  readonly #most: number

  /** `most`: how many rows there is room for. Texts that would need more may match. */
  constructor(most: number) {
    this.#most = most - FIRST_ROW
  }

  /** The row for the start of these patterns. */
  startOf(trees: readonly PatternTree[]): number {
    return this.#rowOf(trees.map((tree) => this.#build(tree, END)))
  }

  /** The rows to which each byte leads from a row. */
  fill(row: number): Uint16Array {
    const places = (this.#rows[row - FIRST_ROW] ?? []).map((place) => this.#places[place]).filter((place) => place !== undefined)
    const groups = partition(new Set(places.map(({ set }) => set)))
    const targets: number[] = []
    for (let byte = 0; byte < 256; byte++) {
      const group = groups[byte] ?? 0
      groups[byte] = targets[group] ??= this.#rowOf(places.flatMap(({ set, next }) => (set?.[byte] === 1 ? next : [])), 'reached')
    }
    return groups
  }

  // oxlint-disable-next-line max-params -- the second only tells a start from what is reached
  #rowOf(from: readonly number[], how: 'start' | 'reached' = 'start'): number {
    const reached = this.#closure(from)
    if (reached.has(END)) return MATCHED
    const places = [...reached].filter((place) => this.#places[place]?.set !== undefined).toSorted((one, other) => one - other)
    if (places.length === 0 && how === 'reached') return DEAD
    const key = places.join()
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    if (this.#rows.length >= this.#most) return MATCHED
    const row = this.#rows.push(places) - 1 + FIRST_ROW
    this.#numbers.set(key, row)
    return row
  }

  #closure(from: readonly number[]): Set<number> {
    const reached = new Set(from)
    for (const number of reached) {
      const place = this.#places[number]
      if (place?.set === undefined) for (const next of place?.next ?? []) reached.add(next)
    }
    return reached
  }

  /** Builds a tree before what follows it; the number of its first place. */
  #build(tree: PatternTree, next: number): number {
    if (tree.is === 'byte') return this.#add({ set: tree.set, next: [next] })
    if (tree.is === 'sequence') return tree.items.reduceRight((after, item) => this.#build(item, after), next)
    if (tree.is === 'choice') return this.#add({ set: undefined, next: tree.items.map((item) => this.#build(item, next)) })
    return this.#repeat(tree, next)
  }

  #repeat({ item, least, most }: Extract<PatternTree, { is: 'repeat' }>, next: number): number {
    const copies = Math.min(least, item.is === 'byte' ? MOST_COPIES : MOST_OPTIONAL)
    let first = next
    if (most - least <= MOST_OPTIONAL && copies === least) {
      for (let i = least; i < most; i++) first = this.#add({ set: undefined, next: [this.#build(item, first), next] })
    } else if (most > copies) {
      const loop = { set: undefined, next: [next] }
      first = this.#add(loop)
      loop.next.push(this.#build(item, first))
    }
    for (let i = 0; i < copies; i++) first = this.#build(item, first)
    return first
  }

  #add(place: Place): number {
    return this.#places.push(place) - 1
  }
}

/** The number of a group for each byte: those are together that are in the same sets. */
function partition(sets: Iterable<ByteSet | undefined>): Uint16Array {
  const groups = new Uint16Array(256)
  let count = 1
  for (const set of sets) {
    const split: number[] = []
    for (let byte = 0; byte < 256; byte++) if (set?.[byte] === 1) groups[byte] = split[groups[byte] ?? 0] ??= count++
  }
  return groups
}
