import { moveRef, NO_COMMIT, readRef } from '../git/refs.ts'
import { git } from '../git/run.ts'
import { tell } from '../hooks/tell.ts'
import type { JsonObject } from '../http/reply.ts'
import { pullShape } from '../shape/pull.ts'
import { addIssue } from '../world/issues.ts'
import type { Account, PullIssue, PullRecord, RepositoryRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'
import { refreshMerge, type PlacedPull } from './merge-ref.ts'

export type PullAct = PlacedPull & { readonly sender: Account }

export interface PullWanted {
  readonly repository: RepositoryRecord
  readonly author: Account
  readonly title: string
  readonly body: string | null
  readonly head: PullRecord['head'] & { readonly sha: string }
  readonly base: { readonly branch: string; readonly sha: string }
  readonly draft: boolean
}

/** Opens a pull request: its commits come into the base repository as `refs/pull/N/head`. */
export async function openPull(world: World, wanted: PullWanted): Promise<PullIssue> {
  const { repository, head, base, draft } = wanted
  const pull = {
    head: { repository: head.repository, branch: head.branch },
    headSha: head.sha,
    baseBranch: base.branch,
    baseSha: base.sha,
    draft,
    mergeCommit: null,
    mergeable: null,
    mergedAt: undefined,
    mergedBy: undefined,
  }
  const item = addIssue(world, { ...wanted, pull })
  await bringHead({ repository, item })
  await refreshMerge(world, { repository, item })
  await tellPull(world, { repository, item, sender: wanted.author, action: 'opened' })
  return item
}

/** The head branch moved. */
export async function synchronizePull(world: World, act: PullAct & { readonly before: string; readonly after: string }): Promise<void> {
  const { item, before, after } = act
  item.pull.headSha = after
  item.updatedAt = world.clock.now()
  await bringHead(act)
  await refreshMerge(world, act)
  await tellPull(world, { ...act, action: 'synchronize', more: { before, after } })
}

export async function closePull(world: World, act: PullAct): Promise<void> {
  act.item.state = 'closed'
  act.item.closedAt = act.item.updatedAt = world.clock.now()
  await tellPull(world, { ...act, action: 'closed' })
}

export async function reopenPull(world: World, act: PullAct): Promise<void> {
  act.item.state = 'open'
  act.item.closedAt = undefined
  act.item.updatedAt = world.clock.now()
  await refreshMerge(world, act)
  await tellPull(world, { ...act, action: 'reopened' })
}

export interface PullEdit {
  readonly title?: string
  readonly body?: string | null
  readonly base?: { readonly branch: string; readonly sha: string }
}

/** Changes title, body or base; the webhook tells what they were. */
export async function editPull(world: World, act: PullAct & { readonly edit: PullEdit }): Promise<void> {
  const { item, edit } = act
  const changes: Record<string, JsonObject> = {}
  if (edit.title !== undefined && edit.title !== item.title) {
    changes['title'] = { from: item.title }
    item.title = edit.title
  }
  if (edit.body !== undefined && edit.body !== item.body) {
    changes['body'] = { from: item.body ?? '' }
    item.body = edit.body
  }
  if (edit.base !== undefined && edit.base.branch !== item.pull.baseBranch) {
    changes['base'] = { ref: { from: item.pull.baseBranch }, sha: { from: item.pull.baseSha } }
    item.pull.baseBranch = edit.base.branch
    item.pull.baseSha = edit.base.sha
    await refreshMerge(world, act)
  }
  if (Object.keys(changes).length === 0) return
  item.updatedAt = world.clock.now()
  await tellPull(world, { ...act, action: 'edited', more: { changes } })
}

export async function setDraft(world: World, act: PullAct & { readonly draft: boolean }): Promise<void> {
  if (act.item.pull.draft === act.draft) return
  act.item.pull.draft = act.draft
  act.item.updatedAt = world.clock.now()
  await tellPull(world, { ...act, action: act.draft ? 'converted_to_draft' : 'ready_for_review' })
}

/** A fork's commits become objects of the base repository, where they can be fetched and checked. */
async function bringHead({ repository, item: { pull, number } }: PlacedPull): Promise<void> {
  const ref = `refs/pull/${number}/head`
  if (pull.head.repository !== repository) {
    await git(repository.gitDir, { args: ['fetch', '--quiet', '--no-tags', pull.head.repository.gitDir, `+${pull.headSha}:${ref}`] })
    return
  }
  const before = (await readRef(repository.gitDir, ref)) ?? NO_COMMIT
  await moveRef(repository.gitDir, { ref, before, after: pull.headSha })
}

export async function tellPull(world: World, act: PullAct & { readonly action: string; readonly more?: JsonObject }): Promise<void> {
  const { repository, item, sender, action, more = {} } = act
  const payload = { number: item.number, pull_request: await pullShape(world, { repository, item }), ...more }
  tell(world, { event: 'pull_request', action, repository, sender, payload })
}
