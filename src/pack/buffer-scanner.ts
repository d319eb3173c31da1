import { MOST_BYTES } from '../repo/port.ts'
import type { Decoding, Ruleset } from '../scan/ruleset.ts'
import { matchOf, scan, type Scanned } from '../scan/scan.ts'
import { BlobScanner } from './blob-scanner.ts'
import { Engine, fits } from './engine.ts'
import { wordsIn } from './rule-table.ts'
import { wordsOf, type Sought } from './vocabulary.ts'

/** Rules that may be made ready late, where there is a table (rule-table.ts) that was made of them. */
export interface LateRules {
  readonly table?: string | undefined
  /** As that of the rules; on unless told. */
  readonly decoding?: Decoding | undefined
  ready(this: void): Promise<Ruleset>
}

/**
 * Scans texts one after the other: the same result as `scan`, sooner where most of them have nothing in them. With a table
 * the rules are asked for when the first text comes in which they may find something.
 */
export class BufferScanner {
  readonly #ready: LateRules['ready']
  readonly #engine: Engine | undefined
  #ruleset: Ruleset | undefined
  #scanner: BlobScanner | undefined

  private constructor({ ready, decoding = 'on' }: LateRules, sought: readonly Sought[]) {
    this.#ready = ready
    this.#engine = fits(sought) ? new Engine(sought, decoding) : undefined
  }

  static async of(rules: LateRules): Promise<BufferScanner> {
    return new BufferScanner(rules, rules.table === undefined ? wordsOf(await rules.ready()) : wordsIn(rules.table))
  }

  /** Memory for a text of so many bytes: from there it need not be copied to be scanned. Asked again it gives the same. */
  room(length: number): Buffer {
    if (this.#engine === undefined || length > MOST_BYTES) return Buffer.allocUnsafe(length)
    const at = this.#engine.layout.FREE
    this.#engine.reserve(at + length)
    return this.#engine.bytes.subarray(at, at + length)
  }

  scan(bytes: Uint8Array): Scanned | Promise<Scanned> {
    if (this.#ruleset !== undefined) return this.#judge(bytes, this.#ruleset)
    const sifted = this.#sift(bytes)
    if (sifted !== 'unclear') return sifted
    // Till the rules are there, other texts may have taken its room.
    const kept = Buffer.from(bytes)
    return this.#ready().then((ruleset) => this.#judge(kept, (this.#ruleset = ruleset)))
  }

  /** What can be said without the rules. */
  #sift(bytes: Uint8Array): Scanned | 'unclear' {
    if (this.#engine === undefined || bytes.length > MOST_BYTES) return 'unclear'
    const sight = this.#engine.sift(this.#put(bytes, this.#engine), bytes.length)
    if (sight === 'unclear') return sight
    return sight === 'binary' ? BINARY : CLEAN
  }

  #judge(bytes: Uint8Array, ruleset: Ruleset): Scanned {
    if (this.#engine === undefined || bytes.length > MOST_BYTES) return scan({ bytes, path: '' }, ruleset)
    this.#scanner ??= new BlobScanner(this.#engine, ruleset)
    const sight = this.#scanner.whole({ at: this.#put(bytes, this.#engine), length: bytes.length })
    if (sight.is === 'opaque' && sight.what === 'binary') return BINARY
    if (sight.matches.length === 0) return CLEAN
    return { state: 'scanned', matches: sight.matches.map((match) => matchOf(match, ruleset)) }
  }

  #put(bytes: Uint8Array, engine: Engine): number {
    const room = this.room(bytes.length)
    if (bytes.buffer !== room.buffer || bytes.byteOffset !== room.byteOffset) room.set(bytes)
    return engine.layout.FREE
  }
}

const CLEAN: Scanned = { state: 'scanned', matches: [] }
const BINARY: Scanned = { state: 'binary' }
