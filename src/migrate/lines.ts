/** The indexes of the lines that read as `wanted` does, which may be several that follow each other; the space around each counts not. */
export function linesOf(lines: readonly string[], wanted: string): ReadonlySet<number> {
  const block = wanted.split('\n').map((line) => line.trim())
  const found = new Set<number>()
  for (let at = 0; at + block.length <= lines.length; at++) {
    if (!block.every((line, i) => lines[at + i]?.trim() === line)) continue
    for (let i = 0; i < block.length; i++) found.add(at + i)
  }
  return found
}
