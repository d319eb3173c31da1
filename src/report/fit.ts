export interface Room {
  /** Bytes of UTF-8. */
  readonly bytes: number
  /** The sentence that stands for the paragraphs left out. */
  left(count: number): string
}

/** Paragraphs, one after the other, as far as there is room; what does not fit is told at the end. */
export function fit(paragraphs: readonly string[], room: Room): string {
  const whole = joined(paragraphs)
  if (Buffer.byteLength(whole) <= room.bytes) return whole
  let used = Buffer.byteLength(joined([room.left(paragraphs.length)]))
  let kept = 0
  for (const paragraph of paragraphs) {
    used += Buffer.byteLength(joined([paragraph]))
    if (used > room.bytes) break
    kept++
  }
  return joined([...paragraphs.slice(0, kept), room.left(paragraphs.length - kept)])
}

// Each ends with an empty line, so that the bytes of the whole are the sum of the bytes of its parts.
function joined(paragraphs: readonly string[]): string {
  return paragraphs.map((paragraph) => `${paragraph}\n\n`).join('')
}
