import { readSync } from 'node:fs'
import type { Arena } from './arena.ts'
import type { Engine } from './engine.ts'
import type { OpenPack } from './open-packs.ts'

/** So much is read at once, */
const SEGMENT = 16 * 1024
/** and so many pieces are kept. */
const SEGMENTS = 8192

/** A part of the pack that is open. */
export interface PackPart {
  readonly offset: number
  readonly end: number
}

/**
 * Reads packs piece by piece into the engine's memory, and keeps the pieces that were asked for last: those who ask go
 * through a pack mostly forward.
 */
export class PackReader {
  /** How much of the engine's memory this takes. */
  static readonly SIZE = SEGMENTS * SEGMENT
  /** What lies in one segment of the pack stays where it is placed until this is placed for another. */
  static readonly SEGMENT = SEGMENT
  readonly #engine: Engine
  readonly #arena: Arena
  readonly #start: number
  readonly #slots = new Map<number, number>()
  readonly #segments: number[] = []
  #pack: OpenPack = { number: -1, fd: -1 }
  #next = 0

  constructor(engine: Engine, { arena, start }: { readonly arena: Arena; readonly start: number }) {
    this.#engine = engine
    this.#arena = arena
    this.#start = start
  }

  /** Goes on with this pack. */
  open(pack: OpenPack): void {
    const same = pack.number === this.#pack.number
    this.#pack = pack
    if (same) return
    this.#slots.clear()
    this.#segments.length = 0
    this.#next = 0
  }

  /** Where these bytes of the pack stand until they are released. */
  place({ offset, end }: PackPart): number | 'full' {
    const segment = Math.floor(offset / SEGMENT)
    if (end <= (segment + 1) * SEGMENT) return this.#slotOf(segment) + (offset - segment * SEGMENT)
    const at = this.#arena.take(end - offset)
    if (at !== 'full') this.#fill(at, { offset, end })
    return at
  }

  release(at: number): void {
    if (at >= this.#start + PackReader.SIZE) this.#arena.give(at)
  }

  #slotOf(segment: number): number {
    const known = this.#slots.get(segment)
    if (known !== undefined) return known
    const slot = this.#next
    this.#next = (slot + 1) % SEGMENTS
    const before = this.#segments[slot]
    if (before !== undefined) this.#slots.delete(before)
    this.#segments[slot] = segment
    const at = this.#start + slot * SEGMENT
    this.#slots.set(segment, at)
    this.#fill(at, { offset: segment * SEGMENT, end: (segment + 1) * SEGMENT })
    return at
  }

  #fill(at: number, { offset, end }: PackPart): void {
    this.#engine.reserve(at + end - offset)
    const { bytes } = this.#engine
    let done = 0
    while (done < end - offset) {
      const read = readSync(this.#pack.fd, bytes, at + done, end - offset - done, offset + done)
      if (read === 0) break
      done += read
    }
    // What a pack that is cut off lacks must not be taken from what stood here before.
    bytes.fill(0, at + done, at + end - offset)
  }
}
