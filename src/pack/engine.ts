// What assembly/ is to TypeScript: memory, calls, and the tables of words and patterns that they work with.
import type { Decoding, Ruleset } from '../scan/ruleset.ts'
import { ENGINE } from './engine.generated.ts'
import type { ByteSet } from './pattern-tree.ts'
import { MOST_OF_A_WORD } from './anchors.ts'
import { wordsIn } from './rule-table.ts'
import { wordsOf, type Sought } from './vocabulary.ts'

/** The functions of assembly/index.ts; every argument is a number of 32 bits, but a salt. */
interface Calls {
  inflate(source: number, limit: number, target: number, length: number): number
  applyDelta(delta: number, limit: number, base: number, baseLength: number, target: number, length: number): number
  findAll(at: number, length: number, longest: number): number
  findChanged(at: number, length: number, longest: number, runs: number, hits: number, hitCount: number, baseLength: number): number
  hasNul(at: number, length: number): number
  learnWord(word: number, length: number, before: number, from: number, anchor: number): void
  startRow(patterns: number): number
  openTable(at: number, entries: number): void
  useTable(at: number, entries: number): void
  placeEntries(raw: number, count: number, large: number, first: number, room: number): void
  readHeaders(entry: number, end: number, chunk: number, start: number, limit: number): number
  link(room: number, list: number, ofTree: number, ofCommit: number): number
  unitsOf(roots: number, starts: number, marked: number): number
  decodeToo(): void
  openIds(at: number, most: number, idLength: number): void
  addIds(ids: number, numbers: number, length: number): void
  addId(id: number, value: number): void
  setValue(id: number, value: number): void
  openRoom(at: number, size: number, depths: number): void
  openHashes(salt: number): void
  openRecords(at: number, size: number): void
  nextRecord(): number
  openLacking(at: number, count: number): void
  readTree(tree: number, at: number, length: number): void
  openTraces(at: number, bits: number): void
  addRecords(at: number, end: number): number
  traceOf(id: number): number
  openHistory(path: number, pieces: number, count: number, bits: number): void
  limitRecords(trees: number, commits: number): void
  holdPiece(piece: number, at: number): void
  dropPiece(piece: number): void
  openFamilies(roots: number, end: number): void
  makeFamilies(): number
  makeFrom(source: number): void
  openCommits(at: number, size: number): void
  nextCommit(): number
  readCommit(commit: number, at: number, length: number): number
  addCommits(at: number, end: number): number
  openWalk(heap: number, order: number, objects: number): void
  cutOff(id: number, left: number): void
  beginAt(id: number): number
  walk(): number
  walked(): number
  pick(what: number, to: number): number
}

interface Layout {
  readonly SLACK: number
  readonly FREE: number
  readonly HITS: number
  readonly MOST_HITS: number
  readonly MOST_RUNS: number
  readonly PATTERN_SETS: number
  readonly MOST_SETS: number
  readonly PATTERN_CODE: number
  readonly MOST_CODE: number
  readonly WORD_ENTRIES: number
  readonly WORD_TEXTS: number
}

/** Whether an engine can hold the words of a rule set: their number, and how far each looks back, have room in its tables. */
export function fits(sought: Ruleset | readonly Sought[]): boolean {
  const words = soughtOf(sought)
  const anchors = words.reduce((sum, { text }) => sum + (text.length > 3 ? 2 : MOST_OF_A_WORD), 0)
  return words.length < MOST_WORDS && anchors < MOST_ANCHORS && words.every(({ before }) => before < 2 ** 16)
}

/** What is searched for these rules; told by their table where they have one, which spares the reading of their patterns. */
export function soughtOf(sought: Ruleset | readonly Sought[]): readonly Sought[] {
  if (!('rules' in sought)) return sought
  return sought.table === undefined ? wordsOf(sought) : wordsIn(sought.table)
}

// As in assembly/layout.ts.
const MOST_WORDS = 16 * 1024
const MOST_ANCHORS = 64 * 1024
/** Bytes for each word's text. */
const ROOM = 64

type Exported = Calls & Readonly<Record<keyof Layout, { readonly value: number }>>

// The little that is used of https://webassembly.github.io/spec/js-api/: TypeScript tells of it only with the browser's types.
declare const WebAssembly: {
  readonly Memory: new (descriptor: { readonly initial: number; readonly maximum: number }) => Memory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>) => { readonly exports: Exported }
}

interface Memory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

// git's own measure, as in scan/decode.ts
export const SNIFFED = 8000

const PAGE = 65536
const MOST_PAGES = 65536
/** Few large steps: each costs a collection of garbage, and what is not used yet takes no memory. */
const STEP = 1024
/** Room for a text from the start: most texts need no step. */
const FIRST = 1024 * 1024

/** One per thread. Compiled when it is made: it is small. */
export class Engine {
  readonly call: Calls
  readonly layout: Layout
  readonly words: readonly Sought[]
  readonly longest: number
  readonly #memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES })
  readonly #sets = new Map<ByteSet, number>()
  #bytes = Buffer.alloc(0)

  constructor(sought: Ruleset | readonly Sought[], decoding: Decoding) {
    const patterns = { startOf: (word: number) => this.#startOf(word) }
    const module = new WebAssembly.Module(Buffer.from(ENGINE, 'base64'))
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.#memory }, patterns })
    this.call = exports
    this.layout = layoutOf(exports)
    this.words = soughtOf(sought)
    this.longest = Math.max(3, ...this.words.map(({ text }) => text.length))
    this.reserve(this.layout.FREE + FIRST)
    if (decoding === 'on') this.call.decodeToo()
    this.#learn()
  }

  /** All memory; another object when more was reserved. */
  get bytes(): Buffer {
    return this.#bytes
  }

  /** What a text is as far as its words tell: `unclear` where a match may begin at one of them, or they are not all that counts. */
  sift(at: number, length: number): 'binary' | 'clean' | 'unclear' {
    if (isUtf16(this.#bytes, { at, length })) return 'unclear'
    if (this.call.hasNul(at, Math.min(length, SNIFFED)) !== 0) return 'binary'
    const found = this.call.findAll(at, length, this.longest)
    return found < 2 ** 32 && found <= this.layout.MOST_HITS ? 'clean' : 'unclear'
  }

  /** Makes sure that there is memory up to an address, and SLACK behind it. */
  reserve(end: number): void {
    const missing = end + this.layout.SLACK - this.#bytes.length
    if (missing <= 0) return
    const have = this.#memory.buffer.byteLength
    const pages = Math.ceil((end + this.layout.SLACK - have) / PAGE)
    this.#memory.grow(this.#bytes.length === 0 ? pages : Math.max(pages, Math.min(STEP, MOST_PAGES - have / PAGE)))
    this.#bytes = Buffer.from(this.#memory.buffer)
  }

  #learn(): void {
    const { WORD_TEXTS } = this.layout
    this.#bytes.write(this.words.map(({ text }) => text.padEnd(ROOM, '\0')).join(''), WORD_TEXTS + ROOM, 'latin1')
    for (const [i, { text, before, from, anchor }] of this.words.entries()) this.call.learnWord(i + 1, text.length, before, from, anchor)
  }

  /** The engine asks when it first meets a word. */
  #startOf(number: number): number {
    const codes = this.words[number - 1]?.codes((set) => this.#numberOf(set)) ?? 'unreadable'
    const row = codes === 'unreadable' ? MATCHED : this.#rowOf(codes)
    this.#bytes.writeUInt16LE(row, this.layout.WORD_ENTRIES + number * 16 + 4)
    return row
  }

  /** Where there is no room, each text may match. */
  #rowOf(codes: readonly (readonly number[])[]): number {
    const { PATTERN_CODE, MOST_CODE, MOST_SETS } = this.layout
    const code = codes.flat()
    if (code.length >= MOST_CODE || this.#sets.size > MOST_SETS) return MATCHED
    new Uint16Array(this.#memory.buffer, PATTERN_CODE).set(code)
    return this.call.startRow(codes.length)
  }

  #numberOf(set: ByteSet): number {
    const known = this.#sets.get(set)
    if (known !== undefined) return known
    const number = this.#sets.size
    this.#sets.set(set, number)
    if (number < this.layout.MOST_SETS) this.#bytes.set(set, this.layout.PATTERN_SETS + number * 256)
    return number
  }
}

/** The row that says that a match may begin. As in assembly/patterns.ts. */
const MATCHED = 2

/** Whether a text begins with a mark of UTF-16. */
export function isUtf16(bytes: Uint8Array, { at, length }: { readonly at: number; readonly length: number }): boolean {
  const [first, second] = length < 2 ? [0, 0] : [bytes[at], bytes[at + 1]]
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}

function layoutOf(exports: Exported): Layout {
  return {
    SLACK: exports.SLACK.value,
    FREE: exports.FREE.value,
    HITS: exports.HITS.value,
    MOST_HITS: exports.MOST_HITS.value,
    MOST_RUNS: exports.MOST_RUNS.value,
    PATTERN_SETS: exports.PATTERN_SETS.value,
    MOST_SETS: exports.MOST_SETS.value,
    PATTERN_CODE: exports.PATTERN_CODE.value,
    MOST_CODE: exports.MOST_CODE.value,
    WORD_ENTRIES: exports.WORD_ENTRIES.value,
    WORD_TEXTS: exports.WORD_TEXTS.value,
  }
}
