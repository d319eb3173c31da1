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
 * several times as long as any try needs, is decoded once for all the tries that lie in it.
 */
export class Pages {
  readonly bytes: Buffer
  #page: Page = { text: '', start: 0, end: 0 }

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  /** A page that has at least this span of the text. */
  around({ start, end }: Span): Page {
    const from = Math.max(0, start)
    const to = Math.min(this.bytes.length, end)
    if (from < this.#page.start || to > this.#page.end) {
      const pageEnd = Math.min(this.bytes.length, Math.max(from + PAGE, to + 3 * (to - from)))
      this.#page = { text: this.bytes.toString('latin1', from, pageEnd), start: from, end: pageEnd }
    }
    return this.#page
  }

  /** The text of a span as people read it. */
  textOf({ start, end }: Span): string {
    return this.bytes.toString('utf8', start, end)
  }
}
