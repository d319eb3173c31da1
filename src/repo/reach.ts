// Whether a clone, which may be shallow or partial, tells exactly what a range of commits holds.
import { findCommits } from './commits.ts'
import { gitRecords, NEWLINE } from './git.ts'
import { locate } from './locate.ts'
import { Objects } from './objects.ts'
import { isPartial } from './partial.ts'

/** A range: all that `heads` reach and `bases` do not. */
export interface Ends {
  readonly heads: readonly string[]
  readonly bases: readonly string[]
}

/**
 * `absent`: an end is not here. `cut`: the history ends too near to tell where the range does. `partial`: the commits are
 * here, the contents of files may not be. `whole`: all is here.
 */
export type Reach = 'absent' | 'cut' | 'partial' | 'whole'

/** How much of a range the repository of a folder holds. */
export async function reach(folder: string, ends: Ends): Promise<Reach> {
  const place = await locate(folder)
  if (place.kind === 'disk') return 'absent'
  const { heads, bases } = await found(folder, ends)
  if (!heads.every(isHere) || !bases.every(isHere)) return 'absent'
  if (await isCut({ heads, bases }, { folder, shallow: place.shallow })) return 'cut'
  return (await isPartial(folder)) ? 'partial' : 'whole'
}

async function found(folder: string, { heads, bases }: Ends) {
  const objects = new Objects(folder)
  try {
    const ids = await findCommits(objects, [...heads, ...bases])
    return { heads: ids.slice(0, heads.length), bases: ids.slice(heads.length) }
  } finally {
    await objects.close()
  }
}

function isHere(id: string | undefined): id is string {
  return id !== undefined
}

interface Clone {
  readonly folder: string
  /** The commits whose parents were cut off. */
  readonly shallow: ReadonlySet<string>
}

/**
 * Where the range touches the boundary, some of it is missing. Where it does not, but the history of a base is cut off at a
 * commit newer than the range's oldest, a commit of the range may be an ancestor of the base, which nobody can see here.
 */
async function isCut({ heads, bases }: Ends, { folder, shallow }: Clone): Promise<boolean> {
  if (shallow.size === 0) return false
  let oldest = Number.POSITIVE_INFINITY
  for await (const { id, time } of walk(folder, [...heads, ...bases.map((base) => `^${base}`)])) {
    if (shallow.has(id)) return true
    oldest = Math.min(oldest, time)
  }
  for await (const { id, time } of walk(folder, bases)) if (shallow.has(id) && time >= oldest) return true
  return false
}

async function* walk(folder: string, revisions: readonly string[]): AsyncGenerator<{ readonly id: string; readonly time: number }> {
  if (revisions.length === 0) return
  const input = revisions.map((revision) => `${revision}\n`)
  for await (const record of gitRecords({ folder, args: ['rev-list', '--timestamp', '--stdin'], end: NEWLINE, input })) {
    const [time = '', id = ''] = record.toString('latin1').split(' ')
    yield { id, time: Number(time) }
  }
}
