import type { Span } from './span.ts'

/** A stretch of the text in which one character stands for one byte. */
export interface Page {
  readonly text: string
  readonly start: number
  readonly end: number
}

const PAGE = 64 * 1024

/**
 * Gives the text around a place to patterns, byte for character (latin1): so offsets need no conversion, and a page,
 * several times as long as most tries need, is decoded once for all the tries that lie in it.
 */
export class Pages {
  readonly bytes: Buffer
  readonly #size: number
  #page: Page = { text: '', start: 0, end: 0 }

  /** Smaller pages suit few tries. */
  constructor(bytes: Buffer, size = PAGE) {
    this.bytes = bytes
    this.#size = size
  }

  /** A page that has at least this span of the text. */
  around({ start, end }: Span): Page {
    const { start: from, end: to } = this.#page
    const covered = (start >= from || from === 0) && (end <= to || to === this.bytes.length)
    if (!covered) this.#page = this.#decode(Math.max(0, start), Math.min(this.bytes.length, end))
    return this.#page
  }

  #decode(start: number, least: number): Page {
    const end = Math.min(this.bytes.length, Math.max(start + this.#size, least + 3 * (least - start)))
    return { text: this.bytes.toString('latin1', start, end), start, end }
  }

  /** The text of a span as people read it. */
  textOf({ start, end }: Span): string {
    return this.bytes.toString('utf8', start, end)
  }
}
