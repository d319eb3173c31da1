/** Some lines of a file and what takes their place. `line` counts from 1 in the old text. */
export interface Hunk {
  readonly line: number
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

/** The lines that differ, as few as possible (Myers, An O(ND) Difference Algorithm). Lines keep their newlines. */
export function hunksOf(before: string, after: string): readonly Hunk[] {
  const [old, fresh] = [linesOf(before), linesOf(after)]
  let head = 0
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++
  let tail = 0
  while (tail < old.length - head && tail < fresh.length - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++
  const middle = { old: old.slice(head, old.length - tail), fresh: fresh.slice(head, fresh.length - tail) }
  return pieces(middle).flatMap(({ at, ...lines }) => collect(shortest(lines)).map((hunk) => ({ ...hunk, line: hunk.line + head + at })))
}

interface Piece extends Lines {
  /** Old lines before it. */
  readonly at: number
}

const SMALL = 2000
const ANCHOR = 5
const WINDOW = 300

/** A long text cut where some lines in a row are the same again: the shortest way through all of it would take its square in time. */
function pieces(lines: Lines): readonly Piece[] {
  const { old, fresh } = lines
  if (old.length + fresh.length < SMALL) return [{ at: 0, ...lines }]
  const found: Piece[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < fresh.length) {
    while (i < old.length && old[i] === fresh[j]) [i, j] = [i + 1, j + 1]
    const [a, b] = meeting(lines, { i, j })
    if (a > i || b > j) found.push({ at: i, old: old.slice(i, a), fresh: fresh.slice(j, b) })
    ;[i, j] = [a, b]
  }
  return found
}

/** The nearest place behind two lines from which on several lines are the same; the ends where there is none. */
function meeting({ old, fresh }: Lines, { i, j }: { readonly i: number; readonly j: number }): readonly [number, number] {
  for (let far = 1; far < WINDOW; far++) {
    for (let skipped = 0; skipped <= far; skipped++) {
      const [a, b] = [i + skipped, j + far - skipped]
      if (Array.from({ length: ANCHOR }, (_, n) => n).every((n) => old[a + n] !== undefined && old[a + n] === fresh[b + n])) return [a, b]
    }
  }
  return [old.length, fresh.length]
}

interface Lines {
  readonly old: readonly string[]
  readonly fresh: readonly string[]
}

/** One line that goes or comes, behind `at` old lines; a list linked backwards, so that paths share their beginnings. */
interface Step {
  readonly before: Step | undefined
  readonly kind: 'removed' | 'added'
  readonly at: number
  readonly line: string
}

interface Front {
  readonly x: number
  readonly last: Step | undefined
}

function shortest(lines: Lines): Step | undefined {
  let fronts = new Map<number, Front>([[0, slide(lines, { x: 0, last: undefined, k: 0 })]])
  for (;;) {
    const done = fronts.get(lines.old.length - lines.fresh.length)
    if (done !== undefined && done.x >= lines.old.length) return done.last
    const next = new Map<number, Front>()
    for (const [k, front] of fronts) {
      for (const moved of moves(lines, { ...front, k })) {
        const known = next.get(moved.k)
        if (known === undefined || known.x < moved.x) next.set(moved.k, slide(lines, moved))
      }
    }
    fronts = next
  }
}

interface At extends Front {
  readonly k: number
}

function moves(lines: Lines, { x, k, last }: At): readonly At[] {
  const [gone, come] = [lines.old[x], lines.fresh[x - k]]
  return [
    ...(gone === undefined ? [] : [{ x: x + 1, k: k + 1, last: { before: last, kind: 'removed', at: x, line: gone } as const }]),
    ...(come === undefined ? [] : [{ x, k: k - 1, last: { before: last, kind: 'added', at: x, line: come } as const }]),
  ]
}

function slide(lines: Lines, from: At): Front {
  let { x } = from
  while (x < lines.old.length && lines.old[x] === lines.fresh[x - from.k]) x++
  return { x, last: from.last }
}

function collect(last: Step | undefined): readonly Hunk[] {
  const steps: Step[] = []
  for (let step = last; step !== undefined; step = step.before) steps.unshift(step)
  const hunks: { line: number; removed: string[]; added: string[] }[] = []
  for (const step of steps) {
    const open = hunks.at(-1)
    const hunk = open !== undefined && open.line + open.removed.length === step.at + 1 ? open : { line: step.at + 1, removed: [], added: [] }
    if (hunk !== open) hunks.push(hunk)
    hunk[step.kind].push(step.line)
  }
  return hunks
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/)
}

const CONTEXT = 3

/** A unified diff that `git apply` takes; empty where nothing differs. */
export function unifiedDiff(file: { readonly path: string; readonly before: string; readonly after: string }): string {
  const hunks = hunksOf(file.before, file.after)
  if (hunks.length === 0) return ''
  const lines = linesOf(file.before)
  const [from, to] = [quoted(`a/${file.path}`), quoted(`b/${file.path}`)]
  let shift = 0
  const parts = grouped(hunks).map((group) => {
    const part = groupText(lines, { group, shift })
    shift += group.reduce((sum, hunk) => sum + hunk.added.length - hunk.removed.length, 0)
    return part
  })
  return `diff --git ${from} ${to}\n--- ${from}\n+++ ${to}\n${parts.join('')}`
}

/** Hunks whose contexts touch are told together. */
function grouped(hunks: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const groups: Hunk[][] = []
  for (const hunk of hunks) {
    const last = groups.at(-1)?.at(-1)
    if (last !== undefined && hunk.line - (last.line + last.removed.length) <= 2 * CONTEXT) groups.at(-1)?.push(hunk)
    else groups.push([hunk])
  }
  return groups
}

function groupText(lines: readonly string[], part: { readonly group: readonly Hunk[]; readonly shift: number }): string {
  const [first, last] = [part.group[0], part.group.at(-1)]
  if (first === undefined || last === undefined) return ''
  const start = Math.max(0, first.line - 1 - CONTEXT)
  const end = Math.min(lines.length, last.line - 1 + last.removed.length + CONTEXT)
  const body: string[] = []
  let at = start
  for (const hunk of part.group) {
    body.push(...lines.slice(at, hunk.line - 1).map((line) => marked(' ', line)))
    body.push(...hunk.removed.map((line) => marked('-', line)), ...hunk.added.map((line) => marked('+', line)))
    at = hunk.line - 1 + hunk.removed.length
  }
  body.push(...lines.slice(at, end).map((line) => marked(' ', line)))
  const grown = part.group.reduce((sum, hunk) => sum + hunk.added.length - hunk.removed.length, 0)
  return `@@ -${span(start, end - start)} +${span(start + part.shift, end - start + grown)} @@\n${body.join('')}`
}

function span(start: number, count: number): string {
  return `${count === 0 ? start : start + 1},${count}`
}

function marked(mark: string, line: string): string {
  return line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`
}

/** As git writes names with unusual characters: git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath */
function quoted(path: string): string {
  return /["\\\p{Cc}]/u.test(path) ? JSON.stringify(path) : path
}
