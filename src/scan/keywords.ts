// Aho and Corasick, "Efficient string matching: an aid to bibliographic search" (1975), as one table over byte classes.

/** Finds every place of many words in bytes, in one pass and without case; each word brings a value. */
export interface Automaton<Value> {
  /** Byte → column of the table; 0 for bytes that stand in no word. */
  readonly classes: Uint8Array
  /** (row + column) → row; a row is its number times the width, so that the loop need not multiply. */
  readonly next: Int32Array
  readonly width: number
  /** Rows from here on are ends of words, so that the loop needs one comparison. */
  readonly firstFinal: number
  /** The values of the words that end in a final row, in the order of rows. */
  readonly values: readonly (readonly Value[])[]
}

export interface Pass<Value> {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
  /** `end` is the offset just behind the word. */
  onWord(values: readonly Value[], end: number): void
}

/** Calls `onWord` once for each offset where words end, in ascending order. */
export function findWords<Value>(automaton: Automaton<Value>, pass: Pass<Value>): void {
  const { classes, next, firstFinal } = automaton
  const { bytes } = pass
  let row = 0
  for (let i = pass.start; i < pass.end; i++) {
    row = next[row + (classes[bytes[i] ?? 0] ?? 0)] ?? 0
    if (row >= firstFinal) pass.onWord(automaton.values[(row - firstFinal) / automaton.width] ?? [], i + 1)
  }
}

/** The automaton of these words (ASCII); the same word may bring several values. */
export function automatonOf<Value>(words: readonly (readonly [word: string, value: Value])[]): Automaton<Value> {
  const { classes, width } = classesOf(words.map(([word]) => word))
  const trie = trieOf(words, { classes, width })
  link(trie)
  return tableOf(trie, classes)
}

/** Node 0 is the root. As the root is nobody's child, 0 stands for no child, and later for the way back to the root. */
interface Trie<Value> {
  readonly width: number
  /** (node * width + column) → node. */
  readonly next: Int32Array
  readonly values: Value[][]
}

function classesOf(words: readonly string[]): { readonly classes: Uint8Array; readonly width: number } {
  const classes = new Uint8Array(256)
  let width = 1
  for (const byte of bytesOf(words.join(''))) {
    if (classes[byte] === 0) classes[byte] = width++
  }
  for (let upper = 0x41; upper <= 0x5a; upper++) classes[upper] = classes[upper + 0x20] ?? 0
  return { classes, width }
}

function bytesOf(word: string): Buffer {
  return Buffer.from(word.toLowerCase(), 'latin1')
}

function trieOf<Value>(
  words: readonly (readonly [word: string, value: Value])[],
  { classes, width }: { readonly classes: Uint8Array; readonly width: number },
): Trie<Value> {
  const most = words.reduce((sum, [word]) => sum + word.length, 1)
  const trie: Trie<Value> = { width, next: new Int32Array(most * width), values: [[]] }
  for (const [word, value] of words) {
    let node = 0
    for (const byte of bytesOf(word)) {
      const edge = node * width + (classes[byte] ?? 0)
      if (trie.next[edge] === 0) trie.next[edge] = trie.values.push([]) - 1
      node = trie.next[edge] ?? 0
    }
    trie.values[node]?.push(value)
  }
  return trie
}

/** Level by level: each gap leads where the longest suffix that is in the trie leads; that suffix's words end here too. */
function link<Value>({ width, next, values }: Trie<Value>): void {
  const suffix = new Int32Array(values.length)
  const queue = [0]
  for (const node of queue) {
    for (let column = 0; column < width; column++) {
      const to = next[node * width + column] ?? 0
      const fallback = node === 0 ? 0 : (next[(suffix[node] ?? 0) * width + column] ?? 0)
      if (to === 0) next[node * width + column] = fallback
      else {
        suffix[to] = fallback
        values[to]?.push(...(values[fallback] ?? []))
        queue.push(to)
      }
    }
  }
}

/** Numbers the final rows last. */
function tableOf<Value>({ width, next, values }: Trie<Value>, classes: Uint8Array): Automaton<Value> {
  const nodes = values.map((_, node) => node)
  const finals = nodes.filter((node) => (values[node] ?? []).length > 0)
  const order = [...nodes.filter((node) => (values[node] ?? []).length === 0), ...finals]
  const rowOf = new Int32Array(values.length)
  for (const [i, node] of order.entries()) rowOf[node] = i * width
  const table = new Int32Array(values.length * width)
  for (const [i, node] of order.entries()) {
    for (let column = 0; column < width; column++) table[i * width + column] = rowOf[next[node * width + column] ?? 0] ?? 0
  }
  return { classes, next: table, width, firstFinal: (order.length - finals.length) * width, values: finals.map((node) => values[node] ?? []) }
}
