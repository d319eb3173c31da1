import type { Range } from '../repo/port.ts'

export type Whole = Extract<Range, { of: 'commits' | 'history' }>

/** Whether a range is all that its ends reach, so that most of an object store belongs to it. */
export function isWhole(range: Range): range is Whole {
  if (range.of === 'history') return range.since === undefined && range.except === undefined
  return range.of === 'commits' && range.bases.length === 0 && range.since === undefined
}
