import { reach, type Ends, type LocalRepo, type Repo } from '../src/acting.ts'
import { MayflyError } from '../src/lib/errors.ts'
import type { Asked, End } from './event.ts'
import { fetchRange, type Wanted } from './fetch-range.ts'
import type { Sources } from './sources.ts'

/** The commits that were asked for, as far as they are at hand. */
export interface History extends Ends {
  /** Undefined where nothing of the range is at hand. */
  readonly repo: Repo | undefined
  /** How it was come by, for the log. */
  readonly from: string
  /** What could not be had, as sentences. */
  readonly unseen: readonly string[]
  readonly notices: readonly string[]
}

/** Makes the commits of a range available: from the workspace's clone if it has them all, else from GitHub, else as far as the clone goes. */
export async function makeAvailable({ clone, remote }: Sources, range: AskedRange): Promise<History> {
  const wanted = wantedBy(range)
  if (clone !== undefined && (await reach(clone.top, wanted)) === 'whole') {
    return { ...wanted, repo: clone, from: 'the clone in the workspace has all of it', unseen: [], notices: [] }
  }
  if ('refused' in remote) return asFarAsItGoes(clone, { wanted, why: remote.refused })
  try {
    return { ...(await fetchRange(remote.mirror, wanted)), unseen: [] }
  } catch (error) {
    if (!(error instanceof MayflyError)) throw error
    return asFarAsItGoes(clone, { wanted, why: `it could not be fetched: ${error.message}` })
  }
}

interface AskedRange {
  readonly asked: Asked
  /** Where the default branch stands; undefined while it has no commit. */
  readonly defaultCommit: string | undefined
}

function wantedBy({ asked, defaultCommit }: AskedRange): Wanted {
  function commits(end: End | undefined): readonly string[] {
    const commit = end === 'default-branch' ? defaultCommit : end?.commit
    return commit === undefined ? [] : [commit]
  }
  return { heads: commits(asked.head), bases: commits(asked.base), headRef: asked.headRef, otherwise: commits(asked.otherwise) }
}

async function asFarAsItGoes(clone: LocalRepo | undefined, { wanted, why }: { readonly wanted: Wanted; readonly why: string }): Promise<History> {
  const [head = ''] = wanted.heads
  const nothing = { ...wanted, repo: undefined, from: 'it is not at hand', notices: [] }
  if (clone === undefined) return { ...nothing, unseen: [`commit ${head} and those before it: the workspace holds no clone, and ${why}`] }
  if ((await reach(clone.top, { heads: wanted.heads, bases: [] })) === 'absent') {
    return { ...nothing, unseen: [`commit ${head} and those before it: the workspace's clone does not have it, and ${why}`] }
  }
  const bases: string[] = []
  for (const base of wanted.bases) if ((await reach(clone.top, { heads: [], bases: [base] })) !== 'absent') bases.push(base)
  const lost = wanted.bases.filter((base) => !bases.includes(base))
  return {
    heads: wanted.heads,
    bases,
    repo: clone,
    from: `the clone in the workspace, as far as it goes: ${why}`,
    unseen: lost.map((base) => `commit ${base}, where the range begins: the workspace's clone does not have it, and ${why}`),
    notices: lost.length === 0 ? [] : ['Some of what was found may be older than this event, since its first commit is not at hand'],
  }
}
