import { NO_COMMIT, readRef, type RefUpdate } from '../git/refs.ts'
import { git } from '../git/run.ts'
import { tell } from '../hooks/tell.ts'
import { installationsOn } from '../world/installations.ts'
import { pullsFrom, pullsOf } from '../world/issues.ts'
import type { Account, RepositoryRecord } from '../world/records.ts'
import { suiteFor } from '../world/suites.ts'
import type { World } from '../world/world.ts'
import { suiteShape } from '../shape/check.ts'
import { refreshMerge } from './merge-ref.ts'
import { closePull, synchronizePull } from './pulls.ts'
import { pushPayload } from './push-payload.ts'

export interface RefsMoved {
  readonly repository: RepositoryRecord
  readonly updates: readonly RefUpdate[]
  readonly sender: Account
}

type OneRef = Omit<RefsMoved, 'updates'> & { readonly update: RefUpdate; readonly all: readonly RefUpdate[] }

/** Everything that follows when refs move, by a push or by the API: webhooks, check suites, pull requests. */
export async function refsMoved(world: World, moved: RefsMoved): Promise<void> {
  const { repository, updates, sender } = moved
  if (updates.length === 0) return
  repository.pushedAt = world.clock.now()
  await adoptDefaultBranch(repository, updates)
  for (const update of announced(updates)) {
    const one = { repository, sender, update, all: updates }
    await tellPush(world, one)
    if (update.after !== NO_COMMIT) await requestSuites(world, one)
  }
  for (const update of updates) await movePulls(world, { repository, sender, update, all: updates })
}

// No events above 5,000 branches, none for tags above three: https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
function announced(updates: readonly RefUpdate[]): readonly RefUpdate[] {
  const branches = updates.filter(({ ref }) => ref.startsWith('refs/heads/'))
  const tags = updates.filter(({ ref }) => ref.startsWith('refs/tags/'))
  return [...(branches.length > 5000 ? [] : branches), ...(tags.length > 3 ? [] : tags)]
}

/** The first branch pushed to an empty repository is its default branch, whatever its name. */
async function adoptDefaultBranch(repository: RepositoryRecord, updates: readonly RefUpdate[]): Promise<void> {
  if ((await readRef(repository.gitDir, `refs/heads/${repository.defaultBranch}`)) !== undefined) return
  const first = updates.find(({ ref, after }) => ref.startsWith('refs/heads/') && after !== NO_COMMIT)
  if (first === undefined || updates.some(({ ref }) => ref === `refs/heads/${repository.defaultBranch}`)) return
  repository.defaultBranch = branchOf(first)
  await git(repository.gitDir, { args: ['symbolic-ref', 'HEAD', first.ref] })
}

async function tellPush(world: World, one: OneRef): Promise<void> {
  const { repository, sender, update } = one
  tell(world, { event: 'push', repository, sender, payload: await pushPayload(world, one) })
  const kind = refKind(update)
  const ref = { ref: update.ref.replace(/^refs\/(heads|tags)\//, ''), ref_type: kind, pusher_type: 'user' }
  if (update.before === NO_COMMIT) {
    const more = { full_ref: update.ref, master_branch: repository.defaultBranch, description: null }
    tell(world, { event: 'create', repository, sender, payload: { ...ref, ...more } })
  }
  if (update.after === NO_COMMIT) tell(world, { event: 'delete', repository, sender, payload: ref })
}

/** A push to a branch makes a check suite for every App that may write checks. */
async function requestSuites(world: World, one: OneRef): Promise<void> {
  const { repository, sender, update } = one
  if (refKind(update) !== 'branch') return
  for (const { app, permissions } of installationsOn(world, repository)) {
    if (permissions['checks'] !== 'write') continue
    const { suite, isNew } = suiteFor(world, { repository, app, headSha: update.after, branch: branchOf(update), before: update.before })
    if (!isNew) continue
    const payload = { check_suite: await suiteShape(world, { repository, item: suite }) }
    tell(world, { event: 'check_suite', action: 'requested', repository, sender, only: app, payload })
  }
}

async function movePulls(world: World, { repository, sender, update }: OneRef): Promise<void> {
  if (refKind(update) !== 'branch') return
  const branch = branchOf(update)
  for (const place of pullsFrom(world, { repository, branch })) {
    if (update.after === NO_COMMIT) await closePull(world, { ...place, sender })
    else await synchronizePull(world, { ...place, sender, before: update.before, after: update.after })
  }
  for (const item of pullsOf(repository)) {
    if (item.state === 'open' && item.pull.baseBranch === branch) await refreshMerge(world, { repository, item })
  }
}

function refKind(update: RefUpdate): 'branch' | 'tag' {
  return update.ref.startsWith('refs/tags/') ? 'tag' : 'branch'
}

function branchOf(update: RefUpdate): string {
  return update.ref.slice('refs/heads/'.length)
}
