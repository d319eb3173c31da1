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
    const { start: from, end: to } = this.#page
    const covered = (start >= from || from === 0) && (end <= to || to === this.bytes.length)
    if (!covered) this.#page = this.#decode(Math.max(0, start), Math.min(this.bytes.length, end))
    return this.#page
  }

  #decode(start: number, least: number): Page {
    const end = Math.min(this.bytes.length, Math.max(start + PAGE, least + 3 * (least - start)))
    return { text: this.bytes.toString('latin1', start, end), start, end }
  }

  /** The text of a span as people read it. */
  textOf({ start, end }: Span): string {
    return this.bytes.toString('utf8', start, end)
  }
}
