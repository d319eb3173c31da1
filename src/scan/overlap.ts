import type { TokenKind } from '../provider.ts'
import type { Span } from './span.ts'

export interface Claim {
  readonly kind: TokenKind
  readonly span: Span
  /** What the kind's parts occupy. */
  readonly parts: readonly Span[]
}

const RANKS = { provider: 0, format: 1, guess: 2 } as const

/**
 * Of claims that overlap, the one with the better rank, then the longer, the earlier, the first by id; in the order of
 * the text. A part belongs to its token: no weaker claim than the token's own is made on it.
 */
export function resolve<C extends Claim>(claims: readonly C[]): readonly C[] {
  if (claims.length === 0) return []
  const taken = new Taken(claims)
  const kept = claims.toSorted(stronger).filter((claim) => {
    const rank = rankOf(claim)
    if (taken.refuses(claim.span, rank)) return false
    taken.take(claim.span, 0)
    for (const part of claim.parts) taken.take(part, rank + 1)
    return true
  })
  return kept.toSorted((one, other) => one.span.start - other.span.start)
}

/** What is taken, byte by byte, so that the time does not depend on how claims overlap. */
class Taken {
  readonly #first: number
  /** 0: free; else one more than the best rank that is refused. */
  readonly #refused: Uint8Array

  constructor(claims: readonly Claim[]) {
    const spans = claims.flatMap((claim) => [claim.span, ...claim.parts])
    this.#first = spans.reduce((least, span) => Math.min(least, span.start), Infinity)
    this.#refused = new Uint8Array(spans.reduce((most, span) => Math.max(most, span.end), 0) - this.#first)
  }

  refuses(span: Span, rank: number): boolean {
    const bytes = this.#refused.subarray(span.start - this.#first, span.end - this.#first)
    for (let mark = 1; mark <= rank + 1; mark++) if (bytes.includes(mark)) return true
    return false
  }

  take(span: Span, bestRefused: number): void {
    for (let i = span.start - this.#first; i < span.end - this.#first; i++) {
      const mark = this.#refused[i] ?? 0
      if (mark === 0 || mark > bestRefused + 1) this.#refused[i] = bestRefused + 1
    }
  }
}

function rankOf({ kind }: Claim): number {
  return RANKS[kind.rank ?? 'provider']
}

function stronger(one: Claim, other: Claim): number {
  return rankOf(one) - rankOf(other)
    || lengthOf(other.span) - lengthOf(one.span)
    || one.span.start - other.span.start
    || (one.kind.id < other.kind.id ? -1 : 1)
}

function lengthOf(span: Span): number {
  return span.end - span.start
}
