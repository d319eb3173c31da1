import type { Access, Change, NewStep, Owner, Step, Workflow } from '../workflow.ts'
import type { StepText } from './edit-steps.ts'
import { pinned } from './pins.ts'
import type { Path } from './source.ts'
import { blocksOf, writerOf } from './writes.ts'

/**
 * What the changes come to, in terms of the file's tree: the one description from which both the text and the
 * expected result are made, each in its own way.
 */
export type Edit =
  | { readonly edit: 'remove'; readonly path: Path }
  | { readonly edit: 'set'; readonly path: Path; readonly value: string; readonly after?: readonly string[] }
  | { readonly edit: 'action'; readonly path: Path; readonly value: string; readonly comment: string | undefined }
  | { readonly edit: 'replace'; readonly path: Path; readonly from: string; readonly to: string }
  | { readonly edit: 'drop-line'; readonly path: Path; readonly line: string }
  | { readonly edit: 'drop-step'; readonly job: string; readonly index: number }
  | { readonly edit: 'insert'; readonly job: string; readonly before: number; readonly step: StepText; readonly comment: string | undefined }

/** The permissions that a job gets, by job id; made by permissions.ts. */
export type Blocks = ReadonlyMap<string, Readonly<Record<string, Access>>>

/** Edits of changes and permission blocks; each stands once, however often it was asked for. */
export function editsOf(changes: readonly Change[], blocks: Blocks): readonly Edit[] {
  const asked = whole(changes)
  const edits = [...asked.flatMap(editOf), ...[...blocks].flatMap(([job, block]) => blockEdits(job, block))]
  const seen = new Set<string>()
  return edits.filter((edit) => {
    const key = JSON.stringify(edit, (_, value: unknown) => (value instanceof Map ? [...value] : value))
    const fresh = !seen.has(key)
    seen.add(key)
    return fresh
  })
}

function editOf(change: Change): readonly Edit[] {
  switch (change.change) {
    case 'remove-input':
      return [{ edit: 'remove', path: [...pathOf(change.step), 'with', change.name] }]
    case 'set-input':
      return [{ edit: 'set', path: [...pathOf(change.step), 'with', change.name], value: change.value, after: ['uses'] }]
    case 'remove-variable':
      return [removedVariable(change.owner, change.name)]
    case 'set-variable':
      return [{ edit: 'set', path: [...pathOf(change.owner), 'env', change.name], value: change.value }]
    case 'use-action':
      return [{ edit: 'action', path: [...pathOf(change.step), 'uses'], ...pinned(change.action) }]
    case 'insert-step':
      return [insertion(change.before.job.id, { before: change.before.index, step: change.step })]
    case 'remove-step':
      return [{ edit: 'drop-step', job: change.step.job.id, index: change.step.index }]
    case 'remove-line':
      return [{ edit: 'drop-line', path: [...pathOf(change.step), 'run'], line: change.line }]
    case 'replace-text':
      return [{ edit: 'replace', path: [...pathOf(change.step), 'run'], from: change.from, to: change.to }]
    case 'replace-expression':
      return [{ edit: 'replace', path: change.flow.path, from: change.flow.expression, to: change.expression }]
    case 'needs-environment':
      return [{ edit: 'set', path: ['jobs', change.job.id, 'environment'], value: change.name, after: ['runs-on'] }]
    case 'remove-passed-secret':
      return [{ edit: 'remove', path: ['jobs', change.job.id, 'secrets', change.name] }]
    case 'remove-declared-secret':
      return [{ edit: 'remove', path: ['on', 'workflow_call', 'secrets', change.name] }]
    case 'needs-permission':
      break
  }
  return []
}

/** A variable of an `env:`, or the line of a script that sets it. */
function removedVariable(owner: Owner, name: string): Edit {
  const writer = writerOf(owner, name)
  if (writer === undefined) return { edit: 'remove', path: [...pathOf(owner), 'env', name] }
  return { edit: 'drop-line', path: [...pathOf(writer.step), 'run'], line: writer.line }
}

interface Dropped {
  readonly change: Change
  readonly step: Step
  readonly line: string
}

/** A script whose every line goes, goes with its step; a block of lines that go to one file, with its first and its last. */
function whole(changes: readonly Change[]): readonly Change[] {
  const lines = changes.flatMap((change) => lineOf(change))
  const blocks = [...Map.groupBy(lines, ({ step }) => step)].flatMap(([step, own]) => emptiedBlocks(step, own))
  const within = new Set(blocks.flatMap((block) => block.within))
  return withSteps([...changes.filter((change) => !within.has(change)), ...blocks.map(({ change }) => change)])
}

interface Emptied {
  readonly change: Change
  /** The changes that it stands for. */
  readonly within: readonly Change[]
}

function emptiedBlocks(step: Step, dropped: readonly Dropped[]): readonly Emptied[] {
  return blocksOf(step.run ?? '').flatMap(({ lines }) => {
    const inner = lines.slice(1, -1)
    const within = dropped.filter(({ line }) => inner.includes(line.trim()))
    const gone = new Set(within.map(({ line }) => line.trim()))
    if (within.length === 0 || !inner.every((line) => line === '' || gone.has(line))) return []
    return [{ change: { change: 'remove-line', step, line: lines.join('\n') }, within: within.map(({ change }) => change) }]
  })
}

function withSteps(changes: readonly Change[]): readonly Change[] {
  const lines = changes.flatMap((change) => lineOf(change))
  const emptied = [...Map.groupBy(lines, ({ step }) => step)].flatMap(([step, own]) => {
    const gone = new Set(own.flatMap(({ line }) => line.split('\n').map((text) => text.trim())))
    return (step.run ?? '').split('\n').every((text) => text.trim() === '' || gone.has(text.trim())) ? [step] : []
  })
  const kept = changes.filter((change) => !lines.some((one) => one.change === change && emptied.includes(one.step)))
  return [...kept, ...emptied.map((step) => ({ change: 'remove-step', step } as const))]
}

function lineOf(change: Change): readonly Dropped[] {
  if (change.change === 'remove-line') return [{ change, step: change.step, line: change.line }]
  const writer = change.change === 'remove-variable' ? writerOf(change.owner, change.name) : undefined
  return writer === undefined ? [] : [{ change, ...writer }]
}

function insertion(job: string, given: { readonly before: number; readonly step: NewStep }): Edit {
  const { name, id, if: condition, onError, uses, run, with: inputs, env } = given.step
  const pin = uses === undefined ? undefined : pinned(uses)
  const step = new Map<string, string | ReadonlyMap<string, string>>([['name', name]])
  if (id !== undefined) step.set('id', id)
  // An expression reads the same on one line.
  if (condition !== undefined) step.set('if', condition.trim().replaceAll(/[ \t]*\r?\n[ \t]*/g, ' '))
  if (onError !== undefined) step.set('continue-on-error', onError)
  if (pin !== undefined) step.set('uses', pin.value)
  if (run !== undefined) step.set('run', run.includes('\n') ? `${run.trimEnd()}\n` : run)
  if (inputs !== undefined) step.set('with', new Map(Object.entries(inputs)))
  if (env !== undefined) step.set('env', new Map(Object.entries(env)))
  return { edit: 'insert', job, before: given.before, step, comment: pin?.comment }
}

function blockEdits(job: string, block: Readonly<Record<string, Access>>): readonly Edit[] {
  return Object.entries(block).map(([scope, access]) => ({ edit: 'set', path: ['jobs', job, 'permissions', scope], value: access, after: ['runs-on', 'uses'] }))
}

/** The file that a change is made in. */
export function fileOf(change: Change): string {
  if ('flow' in change) return change.flow.workflow.path
  if ('workflow' in change) return change.workflow.path
  if ('job' in change) return change.job.workflow.path
  if ('before' in change) return change.before.job.workflow.path
  return 'owner' in change ? workflowOf(change.owner).path : change.step.job.workflow.path
}

function workflowOf(owner: Owner): Workflow {
  if (owner.level === 'workflow') return owner
  return owner.level === 'job' ? owner.workflow : owner.job.workflow
}

export function pathOf(owner: Owner): Path {
  if (owner.level === 'workflow') return []
  return owner.level === 'job' ? ['jobs', owner.id] : ['jobs', owner.job.id, 'steps', owner.index]
}
