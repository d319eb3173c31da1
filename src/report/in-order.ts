import type { Judged, Verdict } from '../finding.ts'

const STRICTNESS: Readonly<Record<Verdict, number>> = { block: 0, warn: 1, allow: 2 }

/** The strictest first; equal ones by path and place. */
export function strictestFirst(judged: readonly Judged[]): readonly Judged[] {
  return judged.toSorted((left, right) => STRICTNESS[left.verdict] - STRICTNESS[right.verdict] || byPlace(left, right))
}

/** By path, line and column. Compared by code unit, so that the order is the same on every machine. */
export function byPlace({ finding: left }: Judged, { finding: right }: Judged): number {
  if (left.path !== right.path) return left.path < right.path ? -1 : 1
  return left.start.line - right.start.line || left.start.column - right.start.column
}
