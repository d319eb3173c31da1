import { diffLines, formatPatch, structuredPatch } from 'diff'

/** Some lines of a file and what takes their place. `line` counts from 1 in the old text; lines keep their newlines. */
export interface Hunk {
  readonly line: number
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

/** The lines that differ, as few as possible. */
export function hunksOf(before: string, after: string): readonly Hunk[] {
  const hunks: { line: number; removed: readonly string[]; added: readonly string[] }[] = []
  let line = 1
  for (const { value, count, added, removed } of diffLines(before, after)) {
    const last = hunks.at(-1)
    const hunk = last !== undefined && last.line + last.removed.length === line ? last : { line, removed: [], added: [] }
    if (hunk !== last && (added || removed)) hunks.push(hunk)
    if (added) hunk.added = linesOf(value)
    if (removed) hunk.removed = linesOf(value)
    if (!added) line += count
  }
  return hunks
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/)
}

/** A unified diff that `git apply` takes; empty where nothing differs. */
export function unifiedDiff({ path, before, after }: { readonly path: string; readonly before: string; readonly after: string }): string {
  const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 })
  return patch.hunks.length === 0 ? '' : formatPatch({ ...patch, isGit: true })
}
