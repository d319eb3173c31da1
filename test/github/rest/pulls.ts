import { at, textAt } from '../../../src/lib/json.ts'
import { closePull, editPull, openPull, reopenPull, type PullAct, type PullEdit } from '../acts/pulls.ts'
import { listCommits } from '../git/commits.ts'
import { diffFiles } from '../git/diff.ts'
import { mergeBase, readRef } from '../git/refs.ts'
import { actorOf, inRepository, numberPart, pathPart, type RepositoryCall, type Routes } from '../http/call.ts'
import { flagAt, requiredText } from '../http/body.ts'
import { paged } from '../http/pages.ts'
import { created, found, ok, validationFailed, type Reply } from '../http/reply.ts'
import { commitShape, fileShape } from '../shape/commit.ts'
import { pullShape, pullSimpleShape } from '../shape/pull.ts'
import { pullOf, pullsOf } from '../world/issues.ts'
import type { PullIssue, PullRecord, RepositoryRecord } from '../world/records.ts'
import { resolveCommit } from '../git/refs.ts'
import { mayRead } from '../http/authorize.ts'

const REPO = '/repos/{owner}/{repo}'

/** Pull requests: https://docs.github.com/en/rest/pulls */
export const pullRoutes: Routes = inRepository({
  [`GET ${REPO}/pulls`]: (call) =>
    listPulls(
      call,
      pullsOf(call.repository).filter((issue) => matchesQuery(call, issue)),
    ),
  [`POST ${REPO}/pulls`]: create,
  [`GET ${REPO}/pulls/{pull_number}`]: async (call) =>
    ok(await pullShape(call.world, { repository: call.repository, item: thePull(call) })),
  [`PATCH ${REPO}/pulls/{pull_number}`]: update,
  [`GET ${REPO}/pulls/{pull_number}/files`]: files,
  [`GET ${REPO}/pulls/{pull_number}/commits`]: commits,
  [`GET ${REPO}/commits/{commit_sha}/pulls`]: ofCommit,
})

function listPulls(call: RepositoryCall, items: readonly PullIssue[]): Promise<Reply> {
  const { world, repository } = call
  const ascending = call.url.searchParams.get('direction') === 'asc'
  return paged(call, { items: ascending ? items : items.toReversed(), shape: (item) => pullSimpleShape(world, { repository, item }) })
}

function matchesQuery({ url }: RepositoryCall, { state, pull }: PullIssue): boolean {
  const [wanted, head, base] = ['state', 'head', 'base'].map((name) => url.searchParams.get(name))
  if (wanted !== 'all' && state !== (wanted ?? 'open')) return false
  if (base !== null && base !== pull.baseBranch) return false
  // `head` counts only as `owner:branch`: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests
  return head === null || head === undefined || !head.includes(':') || head === `${pull.head.repository.owner.login}:${pull.head.branch}`
}

async function create(call: RepositoryCall): Promise<Reply> {
  const { world, repository, body, caller } = call
  const head = await headOf(call, requiredText(body, 'head'))
  const base = await baseOf(repository, requiredText(body, 'base'))
  const there = pullsOf(repository).find(
    ({ state, pull }) =>
      state === 'open' && pull.head.repository === head.repository && pull.head.branch === head.branch && pull.baseBranch === base.branch,
  )
  if (there !== undefined)
    throw wrong({ message: `A pull request already exists for ${head.repository.owner.login}:${head.branch}.`, code: 'custom' })
  if (head.sha === base.sha) throw wrong({ message: `No commits between ${base.branch} and ${head.branch}`, code: 'custom' })
  const item = await openPull(world, {
    repository,
    author: actorOf(caller),
    title: textAt(body, 'title') ?? head.branch,
    body: textAt(body, 'body') ?? null,
    head,
    base,
    draft: flagAt(body, 'draft') ?? false,
  })
  const shape = await pullShape(world, { repository, item })
  return created(shape, textAt(shape, 'url'))
}

/** `branch`, or `owner:branch` of a fork. */
async function headOf(
  { world, repository, body, caller }: RepositoryCall,
  name: string,
): Promise<PullRecord['head'] & { readonly sha: string }> {
  const [owner, branch] = name.includes(':') ? name.split(':') : [repository.owner.login, name]
  const wanted = textAt(body, 'head_repo') ?? repository.name
  const from = world.repositories.find(
    (candidate) =>
      candidate.owner.login === owner && (candidate === repository || candidate.parent === repository || candidate.name === wanted),
  )
  if (from === undefined || branch === undefined || !mayRead(world, { caller, repository: from }))
    throw wrong({ field: 'head', code: 'invalid' })
  const sha = await readRef(from.gitDir, `refs/heads/${branch}`)
  if (sha === undefined) throw wrong({ field: 'head', code: 'invalid' })
  return { repository: from, branch, sha }
}

async function baseOf(repository: RepositoryRecord, branch: string): Promise<{ readonly branch: string; readonly sha: string }> {
  const sha = await readRef(repository.gitDir, `refs/heads/${branch}`)
  if (sha === undefined) throw wrong({ field: 'base', code: 'invalid' })
  return { branch, sha }
}

function wrong(error: Readonly<Record<string, string>>): Error {
  return validationFailed({ resource: 'PullRequest', ...error })
}

async function update(call: RepositoryCall): Promise<Reply> {
  const { world, repository, body, caller } = call
  const item = thePull(call)
  const act: PullAct = { repository, item, sender: actorOf(caller) }
  const base = textAt(body, 'base')
  const edit: PullEdit = {
    ...(at(body, 'title') === undefined ? {} : { title: requiredText(body, 'title') }),
    ...(at(body, 'body') === undefined ? {} : { body: textAt(body, 'body') ?? null }),
    ...(base === undefined ? {} : { base: await baseOf(repository, base) }),
  }
  await editPull(world, { ...act, edit })
  const state = textAt(body, 'state')
  if (state === 'closed' && item.state === 'open') await closePull(world, act)
  if (state === 'open' && item.state === 'closed') await reopen(call, act)
  return ok(await pullShape(world, { repository, item }))
}

async function reopen({ world }: RepositoryCall, act: PullAct): Promise<void> {
  const { pull } = act.item
  const there = await readRef(pull.head.repository.gitDir, `refs/heads/${pull.head.branch}`)
  if (pull.mergedAt !== undefined || there === undefined)
    throw wrong({
      field: 'state',
      code: 'invalid',
      message: 'state cannot be changed. The head branch was deleted or the pull request merged.',
    })
  await reopenPull(world, act)
}

async function files(call: RepositoryCall): Promise<Reply> {
  const { world, repository } = call
  const { pull } = thePull(call)
  const range = await rangeOf(repository, pull)
  const items = await diffFiles(repository.gitDir, { ...range, skip: 0, take: 3000 })
  return paged(call, { items, shape: (item) => fileShape(world, { repository, item, sha: pull.headSha }) })
}

async function commits(call: RepositoryCall): Promise<Reply> {
  const { world, repository } = call
  const { from, to } = await rangeOf(repository, thePull(call).pull)
  const items = await listCommits(repository.gitDir, '--reverse', '--topo-order', `${from}..${to}`, '--')
  return paged(call, { items: items.slice(0, 250), shape: (item) => commitShape(world, { repository, item }) })
}

async function rangeOf({ gitDir }: RepositoryRecord, pull: PullRecord): Promise<{ readonly from: string; readonly to: string }> {
  const from = await mergeBase(gitDir, { left: pull.baseSha, right: pull.headSha })
  return { from: from ?? pull.baseSha, to: pull.headSha }
}

/** The open pull requests that hold a commit; of merged ones, the one that brought it. */
async function ofCommit(call: RepositoryCall): Promise<Reply> {
  const { repository } = call
  const sha = found(await resolveCommit(repository.gitDir, pathPart(call, 'commit_sha')))
  const items: PullIssue[] = []
  for (const issue of pullsOf(repository)) {
    const { from, to } = await rangeOf(repository, issue.pull)
    const shas = await listCommits(repository.gitDir, `${from}..${to}`, '--')
    if (issue.pull.mergeCommit === sha || shas.some((commit) => commit.sha === sha)) items.push(issue)
  }
  return listPulls(call, items)
}

function thePull(call: RepositoryCall): PullIssue {
  return found(pullOf(call.repository, numberPart(call, 'pull_number')))
}
