import { isSeq } from 'yaml'
import { wholeLines } from './edit-map.ts'
import { indentUnit, itemIndent, type ItemIndent } from './indent.ts'
import { scalarOf } from './scalar.ts'
import { lineEnd, lineStart, nodeAt, resolve, valueEnd, type Source } from './source.ts'
import type { Refused, Splice } from './splice.ts'

/** A step as it will be written: keys in their order, scalars or one map of scalars. */
export type StepText = ReadonlyMap<string, string | ReadonlyMap<string, string>>

export interface Insertion {
  readonly job: string
  readonly before: number
  readonly steps: readonly StepText[]
  /** The comment behind the version of each action. */
  readonly comments: ReadonlyMap<string, string>
  /** The existing one goes. */
  readonly instead?: boolean
}

const FLOW = { refused: 'the steps are written in flow style' } as const

/** New steps before an existing one, above its comment, in the file's own indentation and spacing. */
export function insertSteps(source: Source, { job, before, steps, comments, instead = false }: Insertion): readonly Splice[] | Refused {
  const list = nodeAt(source, ['jobs', job, 'steps'])
  const place = itemIndent(source, { list, index: before })
  if (place === undefined || !isSeq(list)) return FLOW
  const start = aboveComments(source.text, lineStart(source.text, place.offset))
  const around = before > 0 ? [list.items[before - 1], list.items[before]] : [list.items[0], list.items[1]]
  const gap = isSpaced(source, around) ? source.newline : ''
  const text = steps.map((step) => stepLines(source, { step, place, comments }).map((line) => line + source.newline).join('')).join(gap)
  return [{ start, end: start, text: instead && endsWith(source, list.items[before]) ? text : text + gap }]
}

/** Whether nothing stands behind a step. */
function endsWith(source: Source, item: unknown): boolean {
  const node = resolve(source, item)
  return node !== undefined && source.text.slice(valueEnd(source.text, node)).trim() === ''
}

/** A step with all its lines, and one of two blank lines that would then meet. */
export function removeStep(source: Source, at: { readonly job: string; readonly index: number }): readonly Splice[] | Refused {
  const list = nodeAt(source, ['jobs', at.job, 'steps'])
  const place = itemIndent(source, { list, index: at.index })
  if (place === undefined || !isSeq(list)) return FLOW
  const item = resolve(source, list.items[at.index])
  if (item === undefined || list.items.length < 2) return { refused: 'the job would have no steps left' }
  const { text } = source
  const lines = wholeLines(text, { start: place.offset, end: lineEnd(text, valueEnd(text, item)) })
  const blank = /^[ \t]*\r?\n/.exec(text.slice(lines.end))?.[0] ?? ''
  const above = /\n[ \t]*\r?\n$/.test(text.slice(Math.max(0, lines.start - 200), lines.start))
  return [above ? { ...lines, end: lines.end + blank.length } : lines]
}

function aboveComments(text: string, start: number): number {
  let at = start
  for (;;) {
    const above = lineStart(text, Math.max(0, at - 1))
    if (at === 0 || !/^[ \t]*#/.test(text.slice(above, at))) return at
    at = above
  }
}

/** Whether a blank line stands between two steps. */
function isSpaced(source: Source, steps: readonly unknown[]): boolean {
  const [one, two] = steps.map((step) => resolve(source, step))
  if (one === undefined || !two?.range) return false
  return /\n[ \t]*\r?\n/.test(source.text.slice(lineEnd(source.text, valueEnd(source.text, one)), two.range[0]))
}

interface Written {
  readonly step: StepText
  readonly place: ItemIndent
  readonly comments: ReadonlyMap<string, string>
}

function stepLines(source: Source, { step, place, comments }: Written): readonly string[] {
  const content = ' '.repeat(place.content)
  const inner = ' '.repeat(place.content + indentUnit(source))
  const lines = [...step].flatMap(([key, value]) => {
    if (typeof value !== 'string') return [`${content}${key}:`, ...[...value].map(([name, text]) => `${inner}${name}: ${plain(text)}`)]
    if (value.includes('\n')) return [`${content}${key}: |`, ...value.trimEnd().split('\n').map((line) => (line === '' ? '' : inner + line))]
    const comment = comments.get(value)
    return [`${content}${key}: ${plain(value)}${comment === undefined ? '' : ` # ${comment}`}`]
  })
  const dash = `${' '.repeat(place.dash)}-`.padEnd(place.content)
  return lines.map((line, i) => (i === 0 ? dash + line.slice(place.content) : line))
}

function plain(value: string): string {
  return scalarOf(value, { quote: 'plain', flow: false })
}
