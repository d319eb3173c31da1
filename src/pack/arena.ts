import type { Engine } from './engine.ts'

/** More is not taken at once: three objects of the largest size that is made, and their kin. */
const MOST = 2 * 1024 * 1024 * 1024

/** Stretches of the engine's memory, given to whoever takes them until they give them back. There are few at a time. */
export class Arena {
  readonly #engine: Engine
  readonly #start: number
  /** In the order of their places; `#count` of them are taken. Kept as numbers: stretches come and go several times for each object. */
  readonly #starts: number[] = []
  readonly #ends: number[] = []
  #count = 0

  constructor(engine: Engine, start: number) {
    this.#engine = engine
    this.#start = start
  }

  /** Where there is room for so many bytes and SLACK. */
  take(length: number): number | 'full' {
    if (length > MOST) return 'full'
    const size = (length + this.#engine.layout.SLACK + 63) & ~63
    let start = this.#start
    let place = 0
    for (; place < this.#count && (this.#starts[place] ?? 0) - start < size; place++) start = this.#ends[place] ?? 0
    if (start + size > MOST) return 'full'
    for (let i = this.#count++; i > place; i--) this.#move(i - 1, i)
    this.#starts[place] = start
    this.#ends[place] = start + size
    this.#engine.reserve(start + size)
    return start
  }

  /** Reserves memory for stretches of so many bytes that will be taken. */
  prepare(length: number): void {
    this.#engine.reserve(Math.min((this.#ends[this.#count - 1] ?? this.#start) + length, MOST))
  }

  give(start: number): void {
    let place = this.#count - 1
    while (place >= 0 && this.#starts[place] !== start) place--
    if (place < 0) throw new RangeError('nothing was taken there')
    this.#count--
    for (let i = place; i < this.#count; i++) this.#move(i + 1, i)
  }

  // oxlint-disable-next-line max-params -- from one place to another
  #move(from: number, to: number): void {
    this.#starts[to] = this.#starts[from] ?? 0
    this.#ends[to] = this.#ends[from] ?? 0
  }
}
