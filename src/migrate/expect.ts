import type { Edit } from './edits.ts'
import { linesOf } from './lines.ts'
import type { Path } from './source.ts'

type Tree = Record<string, unknown> | unknown[]
type Shift = Extract<Edit, { readonly edit: 'insert' | 'drop-step' }>
type InPlace = Exclude<Edit, Shift>

// Texts change before keys go, keys go before new ones come: the order in which edits of one place mean what they say.
const RANK = { replace: 0, 'drop-line': 0, remove: 1, set: 2, action: 3 } as const

/** What the file must mean after the edits, made from its plain values and not from its text. */
export function expectedTree(before: unknown, edits: readonly Edit[]): unknown {
  const tree = structuredClone(before)
  const inPlace = edits.filter((edit) => !isShift(edit)).toSorted((a, b) => RANK[a.edit] - RANK[b.edit])
  for (const edit of inPlace) make(tree, edit)
  for (const edit of inPlace) if (edit.edit === 'remove') prune(tree, edit.path)
  // From the last step to the first, so that each index still means the step that it meant; of several before one step the last first.
  for (const edit of edits.filter(isShift).toReversed().toSorted((a, b) => placeOf(b) - placeOf(a))) shift(tree, edit)
  return tree
}

function isShift(edit: Edit): edit is Shift {
  return edit.edit === 'insert' || edit.edit === 'drop-step'
}

function placeOf(edit: Shift): number {
  return edit.edit === 'insert' ? edit.before : edit.index + 0.5
}

function shift(tree: unknown, edit: Shift): void {
  const steps = at(tree, ['jobs', edit.job, 'steps'])
  if (!Array.isArray(steps)) return
  if (edit.edit === 'drop-step') steps.splice(edit.index, 1)
  else steps.splice(edit.before, 0, plainStep(edit.step))
}

function plainStep(step: Extract<Edit, { readonly edit: 'insert' }>['step']): Record<string, unknown> {
  return Object.fromEntries([...step].map(([key, value]) => [key, typeof value === 'string' ? value : Object.fromEntries(value)]))
}

function make(tree: unknown, edit: InPlace): void {
  const key = String(edit.path.at(-1))
  const holder = edit.edit === 'set' ? made(tree, edit.path.slice(0, -1)) : at(tree, edit.path.slice(0, -1))
  if (holder === undefined) return
  if (edit.edit === 'replace') change(holder, { key, to: (old) => old.replaceAll(edit.from, () => edit.to) })
  else if (edit.edit === 'drop-line') change(holder, { key, to: (old) => withoutLines(old, edit.line) })
  else if (edit.edit === 'remove') Reflect.deleteProperty(holder, key)
  else Reflect.set(holder, key, edit.value)
}

function withoutLines(text: string, wanted: string): string {
  const lines = text.split('\n')
  const dropped = linesOf(lines, wanted)
  return lines.filter((_, i) => !dropped.has(i)).join('\n')
}

function change(holder: Tree, { key, to }: { readonly key: string; readonly to: (old: string) => string }): void {
  const old: unknown = Reflect.get(holder, key)
  if (typeof old === 'string') Reflect.set(holder, key, to(old))
}

/** A map that lost its last key goes too. */
function prune(tree: unknown, path: Path): void {
  const map = at(tree, path.slice(0, -1))
  const holder = at(tree, path.slice(0, -2))
  if (map === undefined || holder === undefined || Object.keys(map).length > 0) return
  Reflect.deleteProperty(holder, String(path.at(-2)))
  // `workflow_call:` stays when all that it declared is gone: without it nothing could call.
  const above = at(tree, path.slice(0, -3))
  if (path.at(-3) === 'workflow_call' && above !== undefined && Object.keys(holder).length === 0) Reflect.set(above, 'workflow_call', null)
}

function at(tree: unknown, path: Path): Tree | undefined {
  let value = tree
  for (const key of path) value = isTree(value) ? Reflect.get(value, key) : undefined
  return isTree(value) ? value : undefined
}

/** The map at a path; a new one where there is none or a word like `read-all`. */
function made(tree: unknown, path: Path): Tree | undefined {
  const holder = at(tree, path.slice(0, -1))
  const found = at(tree, path)
  if (found !== undefined || holder === undefined) return found
  const fresh: Record<string, unknown> = {}
  Reflect.set(holder, String(path.at(-1)), fresh)
  return fresh
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null
}
