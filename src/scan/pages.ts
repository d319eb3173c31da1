import { Unescaped } from './escapes.ts'
import type { Decoding } from './ruleset.ts'
import type { Span } from './span.ts'

/** A stretch of a text in which one character stands for one byte. */
export interface Page {
  readonly text: string
  /** Where in the whole text a character begins. */
  offsetOf(index: number): number
  /** The first character that begins there or behind. */
  indexFrom(offset: number): number
}

/** A text, or what it means. */
export interface View {
  /** A page that has at least this span; `alike` where it is that of the text itself. */
  around(span: Span): Page | 'alike'
}

const PAGE = 64 * 1024

/**
 * Gives the text around a place to patterns, byte for character (latin1): so offsets need no conversion, and a page,
 * several times as long as most tries need, is decoded once for all the tries that lie in it.
 */
export class Pages implements View {
  readonly bytes: Buffer
  /** The text itself, and then with what stands in it for other characters. */
  readonly views: readonly View[]
  readonly #size: number
  #page = new Stretch({ text: '', start: 0, end: 0 })

  /** Smaller pages suit few tries. */
  constructor(bytes: Buffer, { size = PAGE, decoding }: { readonly size?: number; readonly decoding: Decoding }) {
    this.bytes = bytes
    this.#size = size
    this.views = decoding === 'on' ? [this, new Unescaped(bytes, size)] : [this]
  }

  around({ start, end }: Span): Page {
    const { start: from, end: to } = this.#page
    const covered = (start >= from || from === 0) && (end <= to || to === this.bytes.length)
    if (!covered) this.#page = this.#decode(Math.max(0, start), Math.min(this.bytes.length, end))
    return this.#page
  }

  #decode(start: number, least: number): Stretch {
    const end = Math.min(this.bytes.length, Math.max(start + this.#size, least + 3 * (least - start)))
    return new Stretch({ text: this.bytes.toString('latin1', start, end), start, end })
  }
}

class Stretch implements Page {
  readonly text: string
  readonly start: number
  readonly end: number

  constructor({ text, start, end }: Span & { readonly text: string }) {
    this.text = text
    this.start = start
    this.end = end
  }

  offsetOf(index: number): number {
    return this.start + index
  }

  indexFrom(offset: number): number {
    return offset - this.start
  }
}

/** What a stretch of a page says, as people read it. */
export function wordsOf(page: Page, { start, end }: Span): string {
  return Buffer.from(page.text.slice(start, end), 'latin1').toString('utf8')
}
