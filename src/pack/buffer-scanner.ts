import { MOST_BYTES } from '../repo/port.ts'
import type { Ruleset } from '../scan/ruleset.ts'
import { matchOf, scan, type Scanned } from '../scan/scan.ts'
import { Arena } from './arena.ts'
import { BlobScanner } from './blob-scanner.ts'
import { Engine, fits } from './engine.ts'

/** Scans many buffers with one rule set: the same result as `scan`, sooner where most of them have nothing in them. */
export class BufferScanner {
  readonly #ruleset: Ruleset
  #tools: Tools | 'unfit' | undefined

  constructor(ruleset: Ruleset) {
    this.#ruleset = ruleset
  }

  scan(bytes: Uint8Array): Scanned {
    this.#tools ??= fits(this.#ruleset) ? toolsFor(this.#ruleset) : 'unfit'
    const at = this.#tools === 'unfit' || bytes.length > MOST_BYTES ? 'full' : this.#tools.arena.take(bytes.length)
    if (this.#tools === 'unfit' || at === 'full') return scan({ bytes, path: '' }, this.#ruleset)
    const { engine, arena, scanner } = this.#tools
    engine.bytes.set(bytes, at)
    const sight = scanner.whole({ at, length: bytes.length })
    arena.give(at)
    if (sight.is === 'opaque' && sight.what === 'binary') return { state: 'binary' }
    return { state: 'scanned', matches: sight.matches.map((match) => matchOf(match, this.#ruleset)) }
  }
}

interface Tools {
  readonly engine: Engine
  readonly arena: Arena
  readonly scanner: BlobScanner
}

function toolsFor(ruleset: Ruleset): Tools {
  const engine = new Engine(ruleset)
  return { engine, arena: new Arena(engine, (engine.layout.FREE + 63) & ~63), scanner: new BlobScanner(engine, ruleset) }
}
