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
  const nodes: Node<Value>[] = [emptyNode(width)]
  for (const [word, value] of words) insert(nodes, { columns: [...columnsOf(word, classes)], value, width })
  return tableOf(link(nodes), { classes, width })
}

interface Node<Value> {
  /** Column → node, -1 where the trie has none; `link` fills the gaps. */
  readonly next: number[]
  readonly values: Value[]
}

function emptyNode<Value>(width: number): Node<Value> {
  return { next: Array.from({ length: width }, () => -1), values: [] }
}

function classesOf(words: readonly string[]): { readonly classes: Uint8Array; readonly width: number } {
  const classes = new Uint8Array(256)
  let width = 1
  for (const byte of Buffer.from(words.join('').toLowerCase(), 'latin1')) {
    if (classes[byte] === 0) classes[byte] = width++
  }
  for (let upper = 0x41; upper <= 0x5a; upper++) classes[upper] = classes[upper + 0x20] ?? 0
  return { classes, width }
}

function columnsOf(word: string, classes: Uint8Array): number[] {
  return [...Buffer.from(word.toLowerCase(), 'latin1')].map((byte) => classes[byte] ?? 0)
}

interface Insertion<Value> {
  readonly columns: readonly number[]
  readonly value: Value
  readonly width: number
}

function insert<Value>(nodes: Node<Value>[], { columns, value, width }: Insertion<Value>): void {
  let node = nodes[0]
  for (const column of columns) {
    let to = node?.next[column] ?? -1
    if (to < 0) {
      to = nodes.push(emptyNode(width)) - 1
      if (node) node.next[column] = to
    }
    node = nodes[to]
  }
  node?.values.push(value)
}

/** Turns the trie into an automaton: each gap leads where the longest suffix that is in the trie leads. */
function link<Value>(nodes: Node<Value>[]): readonly Node<Value>[] {
  const suffix = nodes.map(() => 0)
  const queue = [0]
  for (const at of queue) {
    const node = nodes[at]
    const shorter = nodes[suffix[at] ?? 0]
    if (!node || !shorter) continue
    if (at !== 0) node.values.push(...shorter.values)
    for (const [column, to] of node.next.entries()) {
      const fallback = at === 0 ? 0 : (shorter.next[column] ?? 0)
      if (to < 0) node.next[column] = fallback
      else {
        suffix[to] = fallback
        queue.push(to)
      }
    }
  }
  return nodes
}

/** Numbers the final rows last. */
function tableOf<Value>(
  nodes: readonly Node<Value>[],
  { classes, width }: { readonly classes: Uint8Array; readonly width: number },
): Automaton<Value> {
  const finals = nodes.filter((node) => node.values.length > 0)
  const rows = [...nodes.filter((node) => node.values.length === 0), ...finals]
  const rowOf = new Map(rows.map((node, i) => [node, i * width]))
  const next = new Int32Array(rows.length * width)
  for (const [i, node] of rows.entries()) {
    for (const [column, to] of node.next.entries()) {
      const target = nodes[to]
      next[i * width + column] = (target && rowOf.get(target)) ?? 0
    }
  }
  return { classes, next, width, firstFinal: (rows.length - finals.length) * width, values: finals.map((node) => node.values) }
}
