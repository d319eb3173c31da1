/** A stretch of bytes, `end` exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Whether two spans share a byte or adjoin. A window of no bytes, where something was removed, touches what stands around it. */
export function touches(one: Span, other: Span): boolean {
  return one.start <= other.end && other.start <= one.end
}

/** The spans widened by `margin` on both sides, cut to `length`, in order and merged where they meet. */
export function widen(spans: readonly Span[], { margin, length }: { readonly margin: number; readonly length: number }): readonly Span[] {
  const wide = spans.map(({ start, end }) => ({ start: Math.max(0, start - margin), end: Math.min(length, end + margin) }))
  const merged: { start: number; end: number }[] = []
  for (const span of wide.toSorted((one, other) => one.start - other.start)) {
    const last = merged.at(-1)
    if (last && touches(last, span)) last.end = Math.max(last.end, span.end)
    else if (span.start <= span.end) merged.push(span)
  }
  return merged
}

/** Whether a span touches one of these, which are in order and merged (binary search). */
export function touchesAny(spans: readonly Span[], span: Span): boolean {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.end ?? 0) < span.start) low = middle + 1
    else high = middle
  }
  const first = spans[low]
  return first !== undefined && touches(first, span)
}
