import { mergeCommits } from '../git/merge.ts'
import { readRef } from '../git/refs.ts'
import { git } from '../git/run.ts'
import { stamp } from '../world/clock.ts'
import type { Account, PullIssue, RepositoryRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'
import { emailOf } from './push-payload.ts'

export interface PlacedPull {
  readonly repository: RepositoryRecord
  readonly item: PullIssue
}

/** Where the base stands, whether the head merges into it, and `refs/pull/N/merge` if it does. */
export async function refreshMerge(world: World, place: PlacedPull): Promise<void> {
  const {
    repository,
    item: { pull, number, author },
  } = place
  pull.baseSha = (await readRef(repository.gitDir, `refs/heads/${pull.baseBranch}`)) ?? pull.baseSha
  const merged = await mergeHead(world, { ...place, sender: author, message: `Merge ${pull.headSha} into ${pull.baseSha}` })
  pull.mergeable = merged !== undefined
  pull.mergeCommit = merged?.sha ?? null
  if (merged !== undefined) await git(repository.gitDir, { args: ['update-ref', `refs/pull/${number}/merge`, merged.sha] })
}

/** A merge commit of the head into the base as it is now, on no ref yet; undefined where they conflict. */
export async function mergeHead(
  world: World,
  act: PlacedPull & { readonly sender: Account; readonly message: string },
): Promise<{ readonly sha: string; readonly base: string } | undefined> {
  const {
    repository,
    item: { pull },
    sender,
    message,
  } = act
  const base = await readRef(repository.gitDir, `refs/heads/${pull.baseBranch}`)
  if (base === undefined) return undefined
  const by = { name: sender.login, email: emailOf(sender), date: stamp(world.clock.now()) }
  const sha = await mergeCommits(repository.gitDir, { base, head: pull.headSha, message, by })
  return sha === undefined ? undefined : { sha, base }
}
