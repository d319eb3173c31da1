import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Name } from './disk.ts'
import { isIndexElsewhere } from './git.ts'
import { lies, plainStore } from './plain-git.ts'

/**
 * The paths of the files that git tracks below the top of a work tree, in their order, one after the other where a conflict has
 * several versions. Undefined where only git can read the index. https://git-scm.com/docs/index-format
 */
export function trackedNames(top: string): readonly Name[] | undefined {
  const git = isIndexElsewhere() ? undefined : plainStore(top)
  if (git === undefined || git.kind === 'bare') return undefined
  try {
    return lies(git.folder, 'index') ? namesIn(readFileSync(join(git.folder, 'index'))) : []
  } catch {
    return undefined
  }
}

const STAT = 40
const ID = 20
/** Of the two bytes after the id: more flags follow; how long the name is, as far as twelve bits say it. */
const EXTENDED = 0x4000
const LENGTH = 0xfff

function namesIn(index: Buffer): readonly Name[] | undefined {
  const [magic, version, count, end] = [index.toString('latin1', 0, 4), index.readUInt32BE(4), index.readUInt32BE(8), index.length - ID]
  // Version 4 writes of each name only what differs from the one before.
  if (magic !== 'DIRC' || version < 2 || version > 3) return undefined
  const names: Name[] = []
  let at = 12
  while (names.length < count) {
    const flags = index.readUInt16BE(at + STAT + ID)
    const start = at + STAT + ID + ((flags & EXTENDED) === 0 ? 2 : 4)
    const short = flags & LENGTH
    const stop = short < LENGTH ? start + short : index.indexOf(0, start + LENGTH)
    if (stop < start || stop >= end || index[stop] !== 0) return undefined
    names.push(index.toString('latin1', start, stop))
    at += (stop - at + 8) & ~7
  }
  return hasMore(index, { at, end }) ? undefined : names
}

/** Whether a part follows that has to be understood: another file's names, or folders that stand for all that is in them. */
function hasMore(index: Buffer, { at, end }: { readonly at: number; readonly end: number }): boolean {
  let next = at
  for (; next < end; next += 8 + index.readUInt32BE(next + 4)) {
    const first = index[next] ?? 0
    if (first < CAPITAL_A || first > CAPITAL_Z) return true
  }
  return next !== end
}

const CAPITAL_A = 65
const CAPITAL_Z = 90
