import { wordsOf, type Pages, type View } from './pages.ts'
import type { PartRule, Rule } from './ruleset.ts'
import type { Span } from './span.ts'

/** How far a part is looked for, in bytes, however long the lines are. */
export const FARTHEST = 2048
const NEWLINE = 0x0a

export interface FoundPart extends Span {
  readonly text: string
}

export type FoundParts = ReadonlyMap<string, FoundPart>

/** Finds the other halves around matches of one kind, which are asked for in ascending order. */
export class PartFinder {
  readonly #parts: readonly { readonly name: string; readonly required: boolean; readonly searches: readonly PartSearch[] }[]

  constructor(rule: Rule, pages: Pages) {
    this.#parts = rule.parts.map((one) => {
      const { name, required } = one.part
      return { name, required, searches: pages.views.map((view) => new PartSearch(one, { bytes: pages.bytes, view })) }
    })
  }

  /** The nearest of each part, or `missing` where a required one is not there. */
  around(span: Span): FoundParts | 'missing' {
    const found = new Map<string, FoundPart>()
    for (const { name, required, searches } of this.#parts) {
      let nearest: FoundPart | undefined
      for (const search of searches) nearest ??= search.nearest(span)
      if (nearest) found.set(name, nearest)
      else if (required) return 'missing'
    }
    return found
  }
}

/** Remembers what it saw, so that no byte is searched twice for the same part. */
class PartSearch {
  readonly #rule: PartRule
  readonly #bytes: Buffer
  readonly #view: View
  readonly #seen: FoundPart[] = []
  /** In a list of pairs the half before an id is the one of the pair before. */
  readonly #given = new Set<FoundPart>()
  #searchedTo = 0

  constructor(rule: PartRule, { bytes, view }: { readonly bytes: Buffer; readonly view: View }) {
    this.#rule = rule
    this.#bytes = bytes
    this.#view = view
  }

  /** The nearest occurrence outside the span that no match before has; else the nearest; else the first inside. */
  nearest(span: Span): FoundPart | undefined {
    const region = { start: this.#linesBefore(span.start), end: this.#linesAfter(span.end) }
    this.#searchTo(region)
    const after = this.#firstFrom(span.end)
    const inside = this.#firstFrom(span.start)
    const before = (this.#seen[inside - 1]?.end ?? 0) > span.start ? inside - 2 : inside - 1
    const outside = [this.#seen[before], this.#seen[after]].filter((seen) => seen !== undefined)
      .filter((seen) => seen.start >= region.start && seen.end <= region.end)
      .toSorted((one, other) => gap(one, span) - gap(other, span))
    const chosen = outside.find((seen) => !this.#given.has(seen)) ?? outside[0] ?? within(this.#seen[inside], span)
    if (chosen) this.#given.add(chosen)
    return chosen
  }

  #searchTo(region: Span): void {
    const from = Math.max(region.start, this.#searchedTo)
    if (from >= region.end) return
    const { pattern, reach } = this.#rule
    const page = this.#view.around({ start: from - reach.before, end: region.end + reach.length + reach.after + 1 })
    if (page !== 'alike') {
      const text = page.text.slice(0, page.indexFrom(region.end + reach.length + reach.after))
      pattern.lastIndex = page.indexFrom(from)
      for (let match = pattern.exec(text); match && page.offsetOf(match.index) < region.end; match = pattern.exec(text)) {
        const [start, end] = match.indices?.groups?.['secret'] ?? match.indices?.[0] ?? [0, 0]
        if (start < end) this.#seen.push({ start: page.offsetOf(start), end: page.offsetOf(end), text: wordsOf(page, { start, end }) })
        else pattern.lastIndex++
      }
    }
    this.#searchedTo = Math.max(region.end, this.#seen.at(-1)?.end ?? 0)
  }

  /** The index of the first seen span that starts at or after an offset (binary search). */
  #firstFrom(offset: number): number {
    let [low, high] = [0, this.#seen.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#seen[middle]?.start ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return low
  }

  #linesBefore(offset: number): number {
    const least = Math.max(0, offset - FARTHEST)
    const stretch = this.#bytes.subarray(least, offset)
    let at = stretch.length
    for (let lines = 0; lines <= this.#rule.part.within; lines++) {
      at = at === 0 ? -1 : stretch.lastIndexOf(NEWLINE, at - 1)
      if (at < 0) return least
    }
    return least + at + 1
  }

  #linesAfter(offset: number): number {
    const stretch = this.#bytes.subarray(offset, offset + FARTHEST)
    let at = -1
    for (let lines = 0; lines <= this.#rule.part.within; lines++) {
      at = stretch.indexOf(NEWLINE, at + 1)
      if (at < 0) return offset + stretch.length
    }
    return offset + at
  }
}

function gap(seen: Span, span: Span): number {
  return seen.start >= span.end ? seen.start - span.end : span.start - seen.end
}

function within(seen: FoundPart | undefined, span: Span): FoundPart | undefined {
  return seen && seen.end <= span.end && seen.end - seen.start < span.end - span.start ? seen : undefined
}
