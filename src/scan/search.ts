import { findWords } from './keywords.ts'
import { wordsOf, type Page, type Pages, type View } from './pages.ts'
import type { Keyword, Rule, Ruleset } from './ruleset.ts'
import type { Span } from './span.ts'

/** A match of one kind, before its parts are looked for and overlaps are resolved. */
export interface Candidate {
  readonly rule: Rule
  /** Where the secret stands. */
  readonly span: Span
  /** All that the pattern matched. */
  readonly extent: Span
  readonly secret: string
  readonly proven: boolean
}

export interface SearchIn {
  readonly pages: Pages
  readonly ranges: readonly Span[]
}

/** Every match of every kind: its pattern is tried where its keywords stand, at no place twice, and not inside its last match. */
export function search(ruleset: Ruleset, { pages, ranges }: SearchIn): readonly Candidate[] {
  const seeker = new Seeker(pages)
  for (const range of ranges) findWords(ruleset.keywords, { bytes: pages.bytes, ...range, onWord: (keywords, end) => seeker.onWord(keywords, end) })
  return seeker.found
}

/** Collects the candidates of a text whose keywords it is told, in the order of their ends. */
export class Seeker {
  readonly found: Candidate[] = []
  readonly #pages: Pages
  readonly #attempts: Attempts[] = []

  constructor(pages: Pages) {
    this.#pages = pages
  }

  onWord(keywords: readonly Keyword[], end: number): void {
    for (const { rule, length } of keywords) {
      this.#attempts[rule.index] ??= new Attempts(rule, this.#pages)
      const candidate = this.#attempts[rule.index]?.at(end - length)
      if (candidate) this.found.push(candidate)
    }
  }
}

/** The attempts to find one kind. */
class Attempts {
  readonly #rule: Rule
  readonly #views: readonly View[]
  readonly #lookBehind: number
  /** By view: start modulo length → the last start tried there, plus 1. Hits come in the order of their ends, so starts lie at most `spread` apart. */
  readonly #tried: readonly Int32Array[]
  #last: Span = { start: 0, end: 0 }

  constructor(rule: Rule, pages: Pages) {
    this.#rule = rule
    this.#views = pages.views
    this.#lookBehind = rule.kind.lookBehind ?? 0
    this.#tried = this.#views.map(() => new Int32Array(rule.spread + 1))
  }

  /** The first match that starts at a keyword, or up to `lookBehind` before it. */
  at(keyword: number): Candidate | undefined {
    const { reach } = this.#rule
    // One more on both sides, for what looks at an edge.
    const around = { start: keyword - this.#lookBehind - reach.before - 1, end: keyword + reach.length + reach.after + 1 }
    for (const [number, view] of this.#views.entries()) {
      const page = view.around(around)
      const candidate = page === 'alike' ? undefined : this.#first(keyword, { page, tried: this.#tried[number] ?? NEVER })
      if (candidate) return candidate
    }
    return undefined
  }

  #first(keyword: number, { page, tried }: { readonly page: Page; readonly tried: Int32Array }): Candidate | undefined {
    for (let start = Math.max(0, keyword - this.#lookBehind); start <= keyword; start++) {
      const slot = start % tried.length
      if (tried[slot] === start + 1 || (start >= this.#last.start && start < this.#last.end)) continue
      tried[slot] = start + 1
      const candidate = this.#try(start, page)
      if (!candidate) continue
      this.#last = candidate.extent
      return candidate
    }
    return undefined
  }

  #try(start: number, page: Page): Candidate | undefined {
    const { kind, pattern } = this.#rule
    const index = page.indexFrom(start)
    if (page.offsetOf(index) !== start) return undefined
    pattern.lastIndex = index
    const indices = pattern.exec(page.text)?.indices
    const [from, to] = indices?.groups?.['secret'] ?? indices?.[0] ?? [0, 0]
    if (!indices || from === to) return undefined
    const secret = wordsOf(page, { start: from, end: to })
    if (kind.checksum?.(secret) === false || kind.plausible?.(secret) === false) return undefined
    const extent = { start, end: page.offsetOf(indices[0]?.[1] ?? to) }
    return { rule: this.#rule, span: { start: page.offsetOf(from), end: page.offsetOf(to) }, extent, secret, proven: kind.checksum !== undefined }
  }
}

const NEVER = new Int32Array(1)
