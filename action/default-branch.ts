import { mirrored, POLICY_PATH, reach, type LocalRepo, type Mirror } from '../src/acting.ts'
import { MayflyError } from '../src/lib/errors.ts'
import type { Occasion } from './event.ts'
import type { Sources } from './sources.ts'

/** The default branch, and the policy that it holds. */
export interface DefaultBranch {
  /** Undefined where it has no commit yet. */
  readonly commit: string | undefined
  /** The policy file's text; undefined where there is none, so that the defaults hold. */
  readonly policy: string | undefined
}

/**
 * Reads the policy where nobody who only proposes a change could have put it: from the commit that GitHub calls the tip of the
 * default branch, or that the event says it had. Throws MayflyError where that is not possible: defaults could be weaker.
 */
export async function readDefaultBranch(sources: Sources, occasion: Occasion): Promise<DefaultBranch> {
  const { clone, remote } = sources
  if ('mirror' in remote && remote.tip === undefined) return { commit: undefined, policy: undefined }
  const commit = 'mirror' in remote ? remote.tip?.id : occasion.defaultCommit
  if (commit === undefined) throw unread('refused' in remote ? remote.refused : 'it has no commit')
  if (clone !== undefined && (await reach(clone.top, { heads: [commit], bases: [commit] })) === 'whole') {
    return { commit, policy: await fromClone(clone, commit) }
  }
  if ('refused' in remote) throw unread(`commit ${commit.slice(0, 12)} is not in the workspace's clone, and ${remote.refused}`)
  return { commit, policy: await fromMirror(remote.mirror, commit) }
}

async function fromClone(clone: LocalRepo, commit: string): Promise<string | undefined> {
  try {
    return await clone.file(POLICY_PATH, commit)
  } catch (error) {
    throw error instanceof MayflyError ? unread(error.message) : error
  }
}

async function fromMirror(mirror: Mirror, commit: string): Promise<string | undefined> {
  try {
    await mirror.commits([commit], 1)
    const repo = await mirrored(mirror)
    try {
      return await repo.file(POLICY_PATH, commit)
    } finally {
      await repo.close()
    }
  } catch (error) {
    throw error instanceof MayflyError ? unread(error.message) : error
  }
}

function unread(why: string): MayflyError {
  return new MayflyError('github', `could not read the policy of the default branch (${POLICY_PATH}): ${why}; the input token needs contents: read`)
}
