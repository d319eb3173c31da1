import { MOST_BYTES } from '../repo/port.ts'
import { decode } from '../scan/decode.ts'
import { hiddenTextAt } from '../scan/hidden-texts.ts'
import { Pages } from '../scan/pages.ts'
import type { Ruleset } from '../scan/ruleset.ts'
import { allMatches, hiddenClaims, plainMatches, type PlainMatch } from '../scan/scan.ts'
import { Seeker } from '../scan/search.ts'
import { isUtf16, SNIFFED, type Engine } from './engine.ts'
import { wordsOf, type Word } from './vocabulary.ts'

/** What a blob's bytes are. Of an `opaque` one no hits are known: it is binary, UTF-16, too large, or full of words. */
export type Sight =
  | { readonly is: 'opaque'; readonly what: 'binary' | 'too-large' | 'scanned'; readonly matches: readonly PlainMatch[] }
  | { readonly is: 'text'; readonly hits: number; readonly matches: readonly PlainMatch[] }

export interface Stretch {
  readonly at: number
  readonly length: number
}

/** A blob that another is made from, with its hits. */
export interface Base extends Stretch {
  readonly hitsAt: number
  readonly hits: number
  /** How many copies of it the delta made. */
  readonly runs: number
}

const NO_MATCHES: readonly PlainMatch[] = []
const HIT = 8
const WIDE = 0xffff
/** The word of a hit that stands for a text in base64. */
const HIDDEN = 0xffff
/** Open hits are few and far between. */
const PROBED = 2048

interface Hit {
  /** Where it stands in memory. */
  readonly at: number
  readonly offset: number
  readonly word: number
}

/** Scans blobs that lie in an engine's memory, with the same result as `scan`. */
export class BlobScanner {
  readonly #engine: Engine
  readonly #ruleset: Ruleset
  readonly #words: readonly Word[]

  constructor(engine: Engine, ruleset: Ruleset) {
    this.#engine = engine
    this.#ruleset = ruleset
    this.#words = wordsOf(ruleset)
    if (this.#words.length !== engine.words.length || this.#words.some(({ text }, i) => text !== engine.words[i]?.text)) {
      throw new RangeError('an engine that searches other words')
    }
  }

  /** Looks at a whole text. Its hits stand at the engine's HITS until the next call. */
  whole(text: Stretch): Sight {
    return this.#opaque(text) ?? this.#judge(text, this.#engine.call.findAll(text.at, text.length, this.#engine.longest))
  }

  /** Looks at what the copies of the last delta leave over, and trusts the base for the rest. */
  changed(text: Stretch, base: Base): Sight {
    const { call, longest } = this.#engine
    return this.#opaque(text)
      ?? this.#judge(text, call.findChanged(text.at, text.length, longest, base.runs, base.hitsAt, base.hits, base.length))
  }

  #opaque({ at, length }: Stretch): Sight | undefined {
    if (length > MOST_BYTES) return { is: 'opaque', what: 'too-large', matches: NO_MATCHES }
    const { bytes, call } = this.#engine
    if (isUtf16(bytes, { at, length })) return this.#plainly({ at, length })
    return call.hasNul(at, Math.min(length, SNIFFED)) === 0 ? undefined : { is: 'opaque', what: 'binary', matches: NO_MATCHES }
  }

  /** Without the help of hits. */
  #plainly({ at, length }: Stretch): Sight {
    const decoded = decode(this.#engine.bytes.subarray(at, at + length))
    if (decoded === 'binary') return { is: 'opaque', what: 'binary', matches: NO_MATCHES }
    return { is: 'opaque', what: 'scanned', matches: allMatches(decoded.bytes, this.#ruleset) }
  }

  /** `found`: how many hits there are, plus 2^32 for each that is open. */
  #judge(text: Stretch, found: number): Sight {
    const hits = found % 2 ** 32
    if (hits > this.#engine.layout.MOST_HITS) return this.#plainly(text)
    return { is: 'text', hits, matches: found < 2 ** 32 ? NO_MATCHES : this.#matches(text, hits) }
  }

  /** Tries the patterns at the open hits. A hit at which nothing begins when it is tried alone leads to nothing beside others. */
  #matches({ at, length }: Stretch, count: number): readonly PlainMatch[] {
    const { bytes } = this.#engine
    const decoded = decode(bytes.subarray(at, at + length))
    if (decoded === 'binary') throw new RangeError('a text with hits is binary')
    const mark = length - decoded.bytes.length
    const pages = new Pages(decoded.bytes, { size: PROBED, decoding: this.#ruleset.decoding })
    const open = this.#openHits(count, mark)
    const hits = open.filter((hit) => hit.word !== HIDDEN && this.#settled(hit, this.#seek([hit], pages)).length > 0)
    const hidden = open.filter(({ word }) => word === HIDDEN)
      .flatMap((hit) => this.#settled(hit, hiddenClaims([hiddenTextAt(decoded.bytes, hit.offset)], { ruleset: this.#ruleset })))
    return hits.length === 0 && hidden.length === 0 ? NO_MATCHES : plainMatches({ candidates: this.#seek(hits, pages), hidden, pages })
  }

  /** What a hit leads to; where that is nothing, it is open no more. */
  #settled<T>(hit: Hit, found: readonly T[]): readonly T[] {
    if (found.length === 0) this.#engine.bytes.writeUInt16LE(WIDE, hit.at + 6)
    return found
  }

  #openHits(count: number, mark: number): readonly Hit[] {
    const { bytes, layout: { HITS } } = this.#engine
    const open: Hit[] = []
    for (let at = HITS; at < HITS + count * HIT; at += HIT) {
      if (bytes.readUInt16LE(at + 6) === 0) open.push({ at, offset: bytes.readUInt32LE(at) - mark, word: bytes.readUInt16LE(at + 4) })
    }
    return open
  }

  /** Keywords by their ends, of those that end together the longest first: as the automaton of keywords tells them. */
  #seek(hits: readonly Hit[], pages: Pages): Seeker['found'] {
    const seeker = new Seeker(pages)
    const stand = hits.flatMap(({ offset, word }) => (this.#words[word - 1]?.keywords ?? []).map((keyword) => ({ keyword, end: offset + keyword.length })))
      .filter(({ keyword: { text, length }, end }) => pages.bytes.toString('latin1', end - length, end).toLowerCase() === text)
    for (const { keyword, end } of stand.toSorted((one, other) => one.end - other.end || other.keyword.length - one.keyword.length)) seeker.onWord([keyword], end)
    return seeker.found
  }
}
