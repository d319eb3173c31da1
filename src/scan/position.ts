import type { Position } from '../finding.ts'

const NEWLINE = 0x0a

/** Turns ascending byte offsets of UTF-8 text into lines and UTF-16 columns, in one walk over the text. */
export class Ruler {
  readonly #bytes: Buffer
  #offset = 0
  #line = 1
  #column = 1

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** `offset` is not before that of the last call. */
  at(offset: number): Position {
    let lineStart = -1
    for (let i = this.#offset; i < offset; i++) {
      if (this.#bytes[i] !== NEWLINE) continue
      this.#line++
      lineStart = i + 1
    }
    if (lineStart >= 0) [this.#offset, this.#column] = [lineStart, 1]
    this.#column += this.#bytes.toString('utf8', this.#offset, offset).length
    this.#offset = offset
    return { line: this.#line, column: this.#column }
  }
}
