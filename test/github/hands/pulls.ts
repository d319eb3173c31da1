import { addComment } from '../acts/comments.ts'
import { enterQueue, leaveQueue } from '../acts/merge-queue.ts'
import { mergePull } from '../acts/merge-pull.ts'
import { closePull, editPull, openPull, reopenPull, setDraft, type PullAct } from '../acts/pulls.ts'
import { readRef } from '../git/refs.ts'
import type { JsonObject } from '../http/reply.ts'
import { commentShape } from '../shape/issue.ts'
import { pullSimpleShape } from '../shape/pull.ts'
import { pullOf, pullsOf } from '../world/issues.ts'
import type { PullIssue, RepositoryRecord } from '../world/records.ts'
import { track, type World } from '../world/world.ts'
import type { Repository } from './repository.ts'
import type { User } from './user.ts'

/** What people do with pull requests. Each sends the webhooks that follow. */
export interface PullHands {
  /** Returns its number. `fork`: the repository that `head` is a branch of. */
  openPullRequest(wanted: PullOpening): Promise<number>
  comment(user: User, on: { readonly number: number; readonly body: string }): number
  editPullRequest(
    user: User,
    edit: { readonly number: number; readonly base?: string; readonly title?: string; readonly body?: string },
  ): Promise<void>
  merge(user: User, number: number): Promise<'merged' | 'conflict'>
  closePullRequest(user: User, number: number): Promise<void>
  reopenPullRequest(user: User, number: number): Promise<void>
  markReady(user: User, number: number): Promise<void>
  /** Puts it into the merge queue; returns the commit to check, or `conflict`. */
  enterQueue(user: User, number: number): Promise<string>
  leaveQueue(user: User, number: number): Promise<void>
  /** As the API lists them, open and closed. */
  pulls(): readonly JsonObject[]
  comments(number: number): readonly JsonObject[]
}

export interface PullOpening {
  readonly user: User
  readonly title: string
  readonly head: string
  readonly base?: string
  readonly body?: string
  readonly draft?: boolean
  readonly fork?: Repository
}

export function pullHands(world: World, repository: RepositoryRecord): PullHands {
  function act(user: User, number: number): PullAct {
    return { repository, item: thePull(repository, number), sender: user.account }
  }
  return {
    openPullRequest: (wanted) => track(world, open(world, { repository, wanted })),
    comment(user, { number, body }) {
      const issue = repository.issues.find((candidate) => candidate.number === number)
      if (issue === undefined) throw new TypeError(`there is no issue ${number}`)
      return addComment(world, { repository, issue, author: user.account, body }).id
    },
    async editPullRequest(user, { number, base, ...edit }) {
      const target = base === undefined ? {} : { base: { branch: base, sha: await branchTip(repository, base) } }
      await editPull(world, { ...act(user, number), edit: { ...edit, ...target } })
    },
    merge: (user, number) => track(world, mergePull(world, act(user, number))),
    closePullRequest: (user, number) => closePull(world, act(user, number)),
    reopenPullRequest: (user, number) => reopenPull(world, act(user, number)),
    markReady: (user, number) => setDraft(world, { ...act(user, number), draft: false }),
    enterQueue: (user, number) => track(world, enterQueue(world, act(user, number))),
    leaveQueue: (user, number) => track(world, leaveQueue(world, { ...act(user, number), reason: 'dequeued' })),
    pulls: () => pullsOf(repository).map((item) => pullSimpleShape(world, { repository, item })),
    comments: (number) =>
      repository.comments.filter(({ issue }) => issue.number === number).map((item) => commentShape(world, { repository, item })),
  }
}

async function open(
  world: World,
  { repository, wanted }: { readonly repository: RepositoryRecord; readonly wanted: PullOpening },
): Promise<number> {
  const from = wanted.fork?.record ?? repository
  const base = wanted.base ?? repository.defaultBranch
  const item = await openPull(world, {
    repository,
    author: wanted.user.account,
    title: wanted.title,
    body: wanted.body ?? null,
    draft: wanted.draft ?? false,
    head: { repository: from, branch: wanted.head, sha: await branchTip(from, wanted.head) },
    base: { branch: base, sha: await branchTip(repository, base) },
  })
  return item.number
}

async function branchTip(repository: RepositoryRecord, branch: string): Promise<string> {
  const sha = await readRef(repository.gitDir, `refs/heads/${branch}`)
  if (sha === undefined) throw new TypeError(`there is no branch ${branch}`)
  return sha
}

function thePull(repository: RepositoryRecord, number: number): PullIssue {
  const pull = pullOf(repository, number)
  if (pull === undefined) throw new TypeError(`there is no pull request ${number}`)
  return pull
}
