import { isScalar } from 'yaml'
import { editMap, type MapEdit } from './edit-map.ts'
import { insertSteps, removeStep, type StepText } from './edit-steps.ts'
import type { Edit } from './edits.ts'
import { quoteOf, scalarOf, sourceOf } from './scalar.ts'
import { linesOf } from './lines.ts'
import { lineEnd, nodeAt, type Path, type Source } from './source.ts'
import { applySplices, isRefused, type Refused, type Splice } from './splice.ts'

/** The text with the edits made; no other byte changes. */
export function applyEdits(source: Source, edits: readonly Edit[]): string | Refused {
  const maps = mapEdits(edits).map((edit) => editMap(source, edit))
  const others = edits.map((edit) => otherEdit(source, edit))
  const splices: Splice[] = []
  for (const made of [...maps, ...insertions(source, edits), ...others]) {
    if (isRefused(made)) return made
    splices.push(...made)
  }
  return applySplices(source.text, splices)
}

/** All that is removed from and set in one map goes together: what is set takes the place of what goes. */
function mapEdits(edits: readonly Edit[]): readonly MapEdit[] {
  interface Growing {
    readonly path: Path
    readonly remove: string[]
    readonly set: Map<string, string>
    after?: readonly string[]
  }
  const maps = new Map<string, Growing>()
  for (const edit of edits) {
    if (edit.edit !== 'remove' && edit.edit !== 'set') continue
    const path = edit.path.slice(0, -1)
    const key = String(edit.path.at(-1))
    const map: Growing = maps.get(JSON.stringify(path)) ?? { path, remove: [], set: new Map() }
    maps.set(JSON.stringify(path), map)
    if (edit.edit === 'remove') map.remove.push(key)
    else map.set.set(key, edit.value)
    if (edit.edit === 'set' && edit.after !== undefined) map.after = edit.after
  }
  return [...maps.values()]
}

function insertions(source: Source, edits: readonly Edit[]): readonly (readonly Splice[] | Refused)[] {
  interface Growing {
    readonly job: string
    readonly before: number
    readonly steps: StepText[]
    readonly comments: Map<string, string>
  }
  const groups = new Map<string, Growing>()
  for (const edit of edits) {
    if (edit.edit !== 'insert') continue
    const key = `${edit.job}\0${edit.before}`
    const group: Growing = groups.get(key) ?? { job: edit.job, before: edit.before, steps: [], comments: new Map() }
    groups.set(key, group)
    group.steps.push(edit.step)
    const uses = edit.step.get('uses')
    if (edit.comment !== undefined && typeof uses === 'string') group.comments.set(uses, edit.comment)
  }
  return [...groups.values()].map((group) => {
    const instead = edits.some((edit) => edit.edit === 'drop-step' && edit.job === group.job && edit.index === group.before)
    return insertSteps(source, { ...group, instead })
  })
}

function otherEdit(source: Source, edit: Edit): readonly Splice[] | Refused {
  if (edit.edit === 'action') return [actionSplice(source, edit)]
  if (edit.edit === 'drop-step') return removeStep(source, edit)
  if (edit.edit === 'drop-line') return dropLine(source, edit)
  return edit.edit === 'replace' ? replaceSplices(source, edit) : []
}

const NOT_ALONE = { refused: 'the command does not stand on a line of its own' } as const

/** Of a block scalar of several lines only: any other has no lines of its own. */
function dropLine(source: Source, edit: Extract<Edit, { readonly edit: 'drop-line' }>): readonly Splice[] | Refused {
  const node = nodeAt(source, edit.path)
  if (!isScalar(node) || !node.range || node.type !== 'BLOCK_LITERAL') return NOT_ALONE
  const [from, to] = node.range
  const [head = '', ...lines] = source.text.slice(from, to).split(/(?<=\n)/)
  const dropped = linesOf(lines, edit.line)
  if (dropped.size === 0 || lines.every((line, i) => dropped.has(i) || line.trim() === '')) return NOT_ALONE
  let at = from + head.length
  return lines.flatMap((line, i) => {
    at += line.length
    return dropped.has(i) ? [{ start: at - line.length, end: at, text: '' }] : []
  })
}

/** The version and the comment behind it, which names the version: both change together. */
function actionSplice(source: Source, edit: Extract<Edit, { readonly edit: 'action' }>): Splice {
  const node = nodeAt(source, edit.path)
  const [start, end] = [node?.range?.[0] ?? 0, node?.range?.[1] ?? 0]
  const value = scalarOf(edit.value, { quote: quoteOf(node), flow: false })
  const rest = source.text.slice(end, lineEnd(source.text, end))
  const says = /^[ \t]*#[ \t]*(?:tag=|ratchet:\S{1,100}@)?v?\d[\w.]{0,30}[ \t]*$/.test(rest)
  if (edit.comment !== undefined && (says || rest.trim() === '')) return { start, end: end + rest.length, text: `${value} # ${edit.comment}` }
  return { start, end: says ? end + rest.length : end, text: value }
}

function replaceSplices(source: Source, edit: Extract<Edit, { readonly edit: 'replace' }>): readonly Splice[] | Refused {
  const node = nodeAt(source, edit.path)
  if (!isScalar(node) || !node.range) return { refused: 'the value is not where it was' }
  const text = sourceOf(source.text, node)
  const splices: Splice[] = []
  for (let at = text.indexOf(edit.from); at >= 0; at = text.indexOf(edit.from, at + edit.from.length)) {
    const start = node.range[0] + at
    splices.push({ start, end: start + edit.from.length, text: edit.to })
  }
  return splices.length === 0 ? { refused: 'the expression is written over several lines or with escapes' } : splices
}
