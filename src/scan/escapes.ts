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
].join('|'), 'y')
const SIGNS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** How much more than a pattern can see of a text is read where characters are spelled in others: so much they may be longer. */
export const MORE_BEFORE = 72
export const MORE_BEHIND = 1024

const [PERCENT, BACKSLASH, AMPERSAND] = [0x25, 0x5c, 0x26]
const SIGN = /[%\\&]/

/** A text with such characters as they are meant. */
export class Unescaped implements View {
  readonly #bytes: Buffer
  readonly #size: number
  #meant: Meant = { start: 0, end: 0, text: '', offsets: new Uint32Array(1) }

  /** `size`: how many bytes are made ready at once, as for pages of the text itself. */
  constructor(bytes: Buffer, size: number) {
    this.#bytes = bytes
    this.#size = size
  }

  /** The text of a span and a little around it; `alike` where nothing in it is spelled so. */
  around(span: Span): Page | 'alike' {
    const [start, end] = [Math.max(0, span.start - MORE_BEFORE), Math.min(this.#bytes.length, span.end + MORE_BEHIND)]
    if (!SIGN.test(this.#bytes.toString('latin1', start, end))) return 'alike'
    const { text, offsets } = this.#covering({ start, end })
    const [first, last] = [firstFrom(offsets, start), firstFrom(offsets, end)]
    if ((offsets[last] ?? 0) - (offsets[first] ?? 0) === last - first) return 'alike'
    const page = offsets.subarray(first, last + 1)
    return { text: text.slice(first, last), offsetOf: (index) => page[index] ?? end, indexFrom: (offset) => firstFrom(page, offset) }
  }

  #covering({ start, end }: Span): Meant {
    if (start < this.#meant.start || end > this.#meant.end) {
      this.#meant = meant(this.#bytes, { start, end: Math.min(this.#bytes.length, Math.max(start + this.#size, end)) })
    }
    return this.#meant
  }
}

/** A stretch of a text that is made ready. */
interface Meant extends Span {
  /** One character a byte. */
  readonly text: string
  /** Where each character stands in the original, and where the next would. */
  readonly offsets: Uint32Array
}

function meant(bytes: Buffer, { start, end }: Span): Meant {
  const text = Buffer.allocUnsafe(end - start)
  const offsets = new Uint32Array(text.length + 1)
  let at = behindSpelled(bytes, start)
  let length = 0
  while (at < end) {
    const spelled = spelledAt(bytes, at)
    text[length] = spelled?.byte ?? bytes[at] ?? 0
    offsets[length++] = at
    at += spelled?.length ?? 1
  }
  offsets[length] = at
  return { start, end, text: text.toString('latin1', 0, length), offsets: offsets.subarray(0, length + 1) }
}

/** Behind a spelled character that an offset lies in; else the offset. */
function behindSpelled(bytes: Buffer, offset: number): number {
  for (let at = offset - LONGEST + 1; at < offset; at++) {
    const end = at + (spelledAt(bytes, at)?.length ?? 0)
    if (end > offset) return end
  }
  return offset
}

function spelledAt(bytes: Buffer, at: number): { readonly byte: number; readonly length: number } | undefined {
  const first = bytes[at]
  if (first !== BACKSLASH && first !== PERCENT && first !== AMPERSAND) return undefined
  SPELLED.lastIndex = 0
  const match = SPELLED.exec(bytes.toString('latin1', at, at + LONGEST))
  if (match === null) return undefined
  const { percent, unicode, hex, markup, decimal, sign, name } = match.groups ?? {}
  const digits = percent ?? unicode ?? hex ?? markup
  const byte = digits === undefined ? Number(decimal ?? (SIGNS[sign ?? name ?? ''] ?? sign ?? '').charCodeAt(0)) : Number.parseInt(digits, 16)
  return { byte, length: match[0].length }
}

function firstFrom(offsets: Uint32Array, offset: number): number {
  let [low, high] = [0, offsets.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((offsets[middle] ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}
