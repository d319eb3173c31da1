// What git's raw diff formats say, one file version at a time. https://git-scm.com/docs/git-diff-index#_raw_output_format
import { pathText } from './path-text.ts'
import type { Version } from './port.ts'

export interface ChangesOf {
  /** The bytes of the folder to whose paths all is cut, ending in a slash, or empty. */
  readonly prefix: Buffer
  /** Hears of each commit when its changes begin. */
  readonly onCommit?: (id: string) => void
}

/** Reads `diff-tree --stdin -z -c` and `diff-index -z`. */
export async function* changesIn(records: AsyncIterable<Buffer>, { prefix, onCommit }: ChangesOf): AsyncGenerator<Version> {
  let commit: string | undefined
  let change: Change | undefined
  for await (const record of records) {
    if (change !== undefined) {
      if (--change.paths > 0) continue
      const path = below(record, prefix)
      if (change.brings && path !== undefined) yield versionOf(change, { path, commit })
      change = undefined
    } else if (record[0] === COLON) change = changeOf(record.toString('latin1'))
    else {
      commit = record.toString('latin1')
      onCommit?.(commit)
    }
  }
}

/** Reads `ls-tree -r -z`. */
export async function* filesIn(records: AsyncIterable<Buffer>, prefix: Buffer): AsyncGenerator<Version> {
  for await (const record of records) {
    const mode = record.toString('latin1', 0, record.indexOf(SPACE))
    const path = below(record.subarray(record.indexOf(TAB) + 1), prefix)
    if (isFile(mode) && path !== undefined) yield { path: pathText(path), blob: blobIn(record), before: [] }
  }
}

/** The id in a record of `ls-tree`: `mode type id`, a tab, and the path. */
export function blobIn(record: Buffer): string {
  const tab = record.indexOf(TAB)
  return record.toString('latin1', record.lastIndexOf(SPACE, tab) + 1, tab)
}

const COLON = 58
const TAB = 9
const SPACE = 32

interface Change {
  readonly blob: string
  readonly before: readonly string[]
  /** False where nothing new stands there: a removal, a submodule, an exact rename, a change of mode. */
  readonly brings: boolean
  /** How many paths follow: two for a rename against one parent. */
  paths: number
}

// `:mode mode oid oid status`; a merge has a colon, a mode and an id per parent more.
function changeOf(text: string): Change {
  const parents = text.search(/[^:]/)
  const fields = text.slice(parents).split(' ')
  const modes = fields.slice(0, parents + 1)
  const ids = fields.slice(parents + 1, 2 * parents + 2)
  const blob = ids[parents] ?? ''
  const before = ids.slice(0, parents).filter((_, index) => isFile(modes[index] ?? ''))
  const brings = isFile(modes[parents] ?? '') && !/^0+$/.test(blob) && !before.includes(blob)
  return { blob, before: [...new Set(before)], brings, paths: parents === 1 && /^[RC]/.test(fields.at(-1) ?? '') ? 2 : 1 }
}

function versionOf(change: Change, at: { readonly path: Buffer; readonly commit: string | undefined }): Version {
  const commit = at.commit === undefined ? {} : { commit: at.commit }
  return { path: pathText(at.path), ...commit, blob: change.blob, before: change.before }
}

/** Files (100…) and symlinks (120…), whose blob is the target's text; no submodule (160000), no absence (000000). */
function isFile(mode: string): boolean {
  return mode.startsWith('100') || mode === '120000'
}

function below(path: Buffer, prefix: Buffer): Buffer | undefined {
  return path.subarray(0, prefix.length).equals(prefix) ? path.subarray(prefix.length) : undefined
}
