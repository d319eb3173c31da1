import { isMap, isScalar, isSeq } from 'yaml'
import type { Job, Step, Workflow } from '../workflow.ts'
import { keyText, lineOf, pairsOf, resolve, scalarText, type Path, type Source } from './source.ts'

/** A scalar of the file and where it stands. */
export interface Place {
  readonly path: Path
  readonly text: string
  readonly line: number
}

/** A workflow with all its scalars. */
export interface Scene {
  readonly workflow: Workflow
  readonly places: readonly Place[]
}

/** All scalars, through aliases, in the order of the file. */
export function placesOf(source: Source, { node, path }: { readonly node: unknown; readonly path: Path }): readonly Place[] {
  const value = resolve(source, node)
  if (isMap(value)) return pairsOf(value).flatMap((pair) => placesOf(source, { node: pair.value, path: [...path, keyText(pair)] }))
  if (isSeq(value)) return value.items.flatMap((item, i) => placesOf(source, { node: item, path: [...path, i] }))
  return isScalar(value) ? [{ path, text: scalarText(value) ?? '', line: lineOf(source, value.range?.[0] ?? 0) }] : []
}

/** What holds a place. */
export interface Holders {
  readonly workflow: Workflow
  readonly job?: Job
  readonly step?: Step
}

export function holderOf(path: Path, workflow: Workflow): Holders {
  const job = path[0] === 'jobs' ? workflow.jobs.find((one) => one.id === path[1]) : undefined
  if (job === undefined) return { workflow }
  const step = path[2] === 'steps' ? job.steps[Number(path[3])] : undefined
  return step === undefined ? { workflow, job } : { workflow, job, step }
}

export function startsWith(path: Path, start: Path): boolean {
  return start.every((key, i) => path[i] === key)
}
