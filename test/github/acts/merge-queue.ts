import { readCommit } from '../git/commits.ts'
import { moveRef, NO_COMMIT, readRef } from '../git/refs.ts'
import { tell } from '../hooks/tell.ts'
import type { JsonObject } from '../http/reply.ts'
import { simpleCommitShape } from '../shape/commit.ts'
import type { World } from '../world/world.ts'
import { mergeHead } from './merge-ref.ts'
import type { PullAct } from './pulls.ts'
import { refsMoved } from './refs-moved.ts'

/** Puts a pull request into the merge queue: a branch with the merge, whose checks are asked for. Returns that commit, or `conflict`. */
export async function enterQueue(world: World, act: PullAct): Promise<string> {
  const {
    repository,
    item: { pull, number },
    sender,
  } = act
  const merged = await mergeHead(world, { ...act, message: `Merge pull request #${number} from ${pull.head.branch}` })
  if (merged === undefined) return 'conflict'
  const update = {
    ref: `refs/heads/gh-readonly-queue/${pull.baseBranch}/pr-${number}-${merged.base}`,
    before: NO_COMMIT,
    after: merged.sha,
  }
  await moveRef(repository.gitDir, update)
  await refsMoved(world, { repository, updates: [update], sender })
  const merge_group = await groupShape(act, { ref: update.ref, sha: merged.sha, base: merged.base })
  tell(world, { event: 'merge_group', action: 'checks_requested', repository, sender, payload: { merge_group } })
  return merged.sha
}

/** Takes the merge out of the queue again, its branch with it. */
export async function leaveQueue(world: World, act: PullAct & { readonly reason: 'merged' | 'invalidated' | 'dequeued' }): Promise<void> {
  const {
    repository,
    item: { pull, number },
    sender,
    reason,
  } = act
  const base = (await readRef(repository.gitDir, `refs/heads/${pull.baseBranch}`)) ?? pull.baseSha
  const ref = `refs/heads/gh-readonly-queue/${pull.baseBranch}/pr-${number}-${base}`
  const sha = await readRef(repository.gitDir, ref)
  if (sha === undefined) throw new TypeError(`pull request ${number} is not in the queue`)
  const merge_group = await groupShape(act, { ref, sha, base })
  const update = { ref, before: sha, after: NO_COMMIT }
  await moveRef(repository.gitDir, update)
  tell(world, { event: 'merge_group', action: 'destroyed', repository, sender, payload: { merge_group, reason } })
  await refsMoved(world, { repository, updates: [update], sender })
}

async function groupShape(
  { repository, item: { pull } }: PullAct,
  at: { readonly ref: string; readonly sha: string; readonly base: string },
): Promise<JsonObject> {
  const commit = await readCommit(repository.gitDir, at.sha)
  return {
    head_sha: at.sha,
    head_ref: at.ref,
    base_sha: at.base,
    base_ref: `refs/heads/${pull.baseBranch}`,
    head_commit: commit === undefined ? null : simpleCommitShape(commit),
  }
}
