/** Replaces [start, end) of a text; offsets are UTF-16. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A change that cannot be made by splicing alone; the reason is for a person. */
export interface Refused {
  readonly refused: string
}

export function isRefused(value: object): value is Refused {
  return 'refused' in value
}

/** The text with all splices made. Equal ones count once; overlapping ones are refused. */
export function applySplices(text: string, splices: readonly Splice[]): string | Refused {
  const distinct = splices.filter((one, i) => splices.findIndex((other) => same(one, other)) === i)
  const sorted = distinct.toSorted((a, b) => a.start - b.start || a.end - b.end)
  const parts: string[] = []
  let from = 0
  for (const splice of sorted) {
    if (splice.start < from) return { refused: 'two changes meet in the same place of the file' }
    parts.push(text.slice(from, splice.start), splice.text)
    from = splice.end
  }
  parts.push(text.slice(from))
  return parts.join('')
}

function same(one: Splice, other: Splice): boolean {
  return one.start === other.start && one.end === other.end && one.text === other.text
}
