import type { Engine } from './engine.ts'

/** More is not taken at once: three objects of the largest size that is made, and their kin. */
const MOST = 2 * 1024 * 1024 * 1024

/** Stretches of the engine's memory, given to whoever takes them until they give them back. There are few at a time. */
export class Arena {
  readonly #engine: Engine
  readonly #start: number
  readonly #taken: { readonly start: number; readonly end: number }[] = []

  constructor(engine: Engine, start: number) {
    this.#engine = engine
    this.#start = start
  }

  /** Where there is room for so many bytes and SLACK. */
  take(length: number): number | 'full' {
    const size = (length + this.#engine.layout.SLACK + 63) & ~63
    let start = this.#start
    let before = 0
    for (const taken of this.#taken) {
      if (taken.start - start >= size) break
      start = taken.end
      before++
    }
    if (start + size > MOST) return 'full'
    this.#taken.splice(before, 0, { start, end: start + size })
    this.#engine.reserve(start + size)
    return start
  }

  /** Reserves memory for stretches of so many bytes that will be taken. */
  prepare(length: number): void {
    this.#engine.reserve(Math.min((this.#taken.at(-1)?.end ?? this.#start) + length, MOST))
  }

  give(start: number): void {
    this.#taken.splice(this.#taken.findIndex((taken) => taken.start === start), 1)
  }
}
