import { BlobScanner, type Sight } from '../../src/pack/blob-scanner.ts'
import { Engine } from '../../src/pack/engine.ts'
import { compile, type Ruleset } from '../../src/scan/ruleset.ts'
import { matchOf, scan } from '../../src/scan/scan.ts'
import type { Match } from '../../src/finding.ts'
import type { TokenKind } from '../../src/provider.ts'

/** A stretch of the text before, from one offset up to another, or what is new. */
export type Piece = readonly [from: number, to: number] | string

const ROOM = 4 * 1024 * 1024
const MOST_PUT = 127
const MOST_COPIED = 0xffff

/** A text and what becomes of it, change by change, as deltas of a pack tell it: each scanned by the engine, which knows of the one before. */
export class Versions {
  readonly #ruleset: Ruleset
  readonly #engine: Engine
  readonly #scanner: BlobScanner
  #text: Buffer
  #sight: Sight

  constructor(text: string, kinds: readonly TokenKind[]) {
    this.#ruleset = compile(kinds)
    this.#engine = new Engine(this.#ruleset, 'on')
    this.#scanner = new BlobScanner(this.#engine, this.#ruleset)
    this.#text = Buffer.from(text)
    this.#engine.reserve(this.#room(4))
    this.#text.copy(this.#engine.bytes, this.#room(0))
    this.#sight = this.#scanner.whole({ at: this.#room(0), length: this.#text.length })
  }

  get text(): string {
    return this.#text.toString()
  }

  /** What the engine finds. */
  get found(): readonly unknown[] {
    return this.#sight.matches.map((match) => shown(matchOf(match, this.#ruleset)))
  }

  /** What a plain scan finds. */
  get plain(): readonly unknown[] {
    const scanned = scan({ bytes: this.#text, path: '' }, this.#ruleset)
    return scanned.state === 'scanned' ? scanned.matches.map(shown) : []
  }

  /** Puts another text in place of the first place of one. */
  replace(one: string, other: string): this {
    const at = this.#text.indexOf(one)
    if (at < 0) throw new RangeError('the text does not have this')
    return this.become([0, at], other, [at + Buffer.byteLength(one), this.#text.length])
  }

  become(...pieces: readonly Piece[]): this {
    const { bytes, call, layout: { HITS } } = this.#engine
    if (this.#sight.is !== 'text') throw new RangeError('of this text no hits are known')
    const { hits } = this.#sight
    bytes.copyWithin(this.#room(2), HITS, HITS + hits * 8)
    const delta = Buffer.concat(pieces.flatMap(ordersOf))
    delta.copy(bytes, this.#room(3))
    const base = { at: this.#room(0), length: this.#text.length, hitsAt: this.#room(2), hits }
    this.#text = Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : this.#text.subarray(...piece))))
    const text = { at: this.#room(1), length: this.#text.length }
    const runs = call.applyDelta(this.#room(3), this.#room(3) + delta.length, base.at, base.length, text.at, text.length)
    this.#sight = this.#scanner.changed(text, { ...base, runs })
    this.#text.copy(bytes, this.#room(0))
    return this
  }

  #room(number: number): number {
    return this.#engine.layout.FREE + number * ROOM
  }
}

/** https://git-scm.com/docs/gitformat-pack#_deltified_representation */
function ordersOf(piece: Piece): readonly Buffer[] {
  if (typeof piece !== 'string') return copies(piece)
  const bytes = Buffer.from(piece)
  return Array.from({ length: Math.ceil(bytes.length / MOST_PUT) }, (_, i) => bytes.subarray(i * MOST_PUT, (i + 1) * MOST_PUT))
    .flatMap((part) => [Buffer.of(part.length), part])
}

function copies([from, to]: readonly [number, number]): readonly Buffer[] {
  if (from >= to) return []
  const order = Buffer.of(0xbf, 0, 0, 0, 0, 0, 0)
  order.writeUInt32LE(from, 1)
  order.writeUInt16LE(Math.min(to - from, MOST_COPIED), 5)
  return [order, ...copies([from + MOST_COPIED, to])]
}

function shown({ token: { kind, secret, parts }, start, end, facts }: Match): unknown {
  return { kind: kind.id, secret: secret.fingerprint, parts: Object.entries(parts).map(([name, part]) => [name, part.fingerprint]), start, end, facts }
}
