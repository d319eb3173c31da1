// Characters that are spelled in others, as they stand inside of strings, addresses and markup:
// in URLs (https://www.rfc-editor.org/rfc/rfc3986#section-2.1), in JSON (https://www.rfc-editor.org/rfc/rfc8259#section-7) and the
// strings of most languages, and in HTML and XML (https://html.spec.whatwg.org/multipage/syntax.html#character-references).
// assembly/escapes.ts knows the same. A pair of backslashes stays as it is: so what is one does not depend on what stands before.
import type { Page, View } from './pages.ts'
import type { Span } from './span.ts'

const LONGEST = 6
const SPELLED = new RegExp([
  String.raw`%(?<percent>[0-9A-Fa-f]{2})`,
  String.raw`\\(?:u00(?<unicode>[0-7][0-9A-Fa-f])|x(?<hex>[0-7][0-9A-Fa-f])|(?<sign>[nrt/"']))`,
  String.raw`&(?:#(?<decimal>0?\d\d|1[01]\d|12[0-7])|#x(?<markup>[0-7][0-9A-Fa-f])|(?<name>amp|lt|gt|quot|apos));`,
].join('|'), 'g')
const SIGNS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** How much more than a pattern can see of a text is read where characters are spelled in others: so much they may be longer. */
export const MORE_BEFORE = 72
export const MORE_BEHIND = 1024

/** A text with such characters as they are meant. */
export class Unescaped implements View {
  readonly #bytes: Buffer
  readonly #size: number
  #meant: Meant = { start: 0, end: 0, text: '', runs: [] }

  /** `size`: how many bytes are made ready at once, as for pages of the text itself. */
  constructor(bytes: Buffer, size: number) {
    this.#bytes = bytes
    this.#size = size
  }

  /** The text of a span and a little around it; `alike` where nothing in it is spelled so. */
  around(span: Span): Page | 'alike' {
    const [start, end] = [Math.max(0, span.start - MORE_BEFORE), Math.min(this.#bytes.length, span.end + MORE_BEHIND)]
    const { text, runs } = this.#covering({ start, end })
    const [first, last] = [indexFrom(runs, start), indexFrom(runs, end)]
    if (offsetOf(runs, last) - offsetOf(runs, first) === last - first) return 'alike'
    return { text: text.slice(first, last), offsetOf: (index) => offsetOf(runs, first + index), indexFrom: (offset) => indexFrom(runs, offset) - first }
  }

  #covering({ start, end }: Span): Meant {
    if (start < this.#meant.start || end > this.#meant.end) {
      // Several times as long as what is asked for, as pages of the text itself are.
      this.#meant = meant(this.#bytes, { start, end: Math.min(this.#bytes.length, Math.max(start + this.#size, end + 3 * (end - start))) })
    }
    return this.#meant
  }
}

/** A stretch of a text that is made ready. */
interface Meant extends Span {
  /** One character a byte. */
  readonly text: string
  readonly runs: readonly Run[]
}

/** Characters that stand for themselves, and at their end one that is spelled. */
interface Run {
  /** The first of them in the text, */
  readonly index: number
  /** and in the original. */
  readonly offset: number
}

function meant(bytes: Buffer, { start, end }: Span): Meant {
  // What is spelled across the start belongs to what is before it.
  const before = Math.max(0, start - LONGEST + 1)
  const original = bytes.toString('latin1', before, end + LONGEST - 1)
  const pieces: string[] = []
  const runs: Run[] = [{ index: 0, offset: start }]
  let [index, offset] = [0, start]
  for (const match of original.matchAll(SPELLED)) {
    const at = before + match.index
    const behind = at + match[0].length
    if (at >= end) break
    if (behind <= start) continue
    const piece = at < start ? '' : original.slice(offset - before, at - before) + characterOf(match)
    pieces.push(piece)
    ;[index, offset] = [index + piece.length, behind]
    runs.push({ index, offset })
  }
  pieces.push(original.slice(offset - before, Math.max(offset, end) - before))
  return { start, end, text: pieces.join(''), runs }
}

function characterOf({ groups }: RegExpExecArray): string {
  const { percent, unicode, hex, markup, decimal, sign = '', name = '' } = groups ?? {}
  const digits = percent ?? unicode ?? hex ?? markup
  if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 16))
  return decimal === undefined ? (SIGNS[sign || name] ?? sign) : String.fromCharCode(Number(decimal))
}

function offsetOf(runs: readonly Run[], index: number): number {
  const run = lastUpTo(runs, { by: 'index', place: index })
  return (runs[run]?.offset ?? 0) + index - (runs[run]?.index ?? 0)
}

/** The first character that begins at an offset or behind it. */
function indexFrom(runs: readonly Run[], offset: number): number {
  const run = lastUpTo(runs, { by: 'offset', place: offset })
  const index = (runs[run]?.index ?? 0) + Math.max(0, offset - (runs[run]?.offset ?? 0))
  return Math.min(index, runs[run + 1]?.index ?? index)
}

/** The last run that begins at a place or before it; else the first (binary search). */
function lastUpTo(runs: readonly Run[], { by, place }: { readonly by: keyof Run; readonly place: number }): number {
  let [low, high] = [0, runs.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((runs[middle]?.[by] ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return low
}
