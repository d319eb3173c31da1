import { listCommits, readCommit, touchedPaths, type Commit, type Signature, type Touched } from '../git/commits.ts'
import { isAncestor, listRefs, NO_COMMIT, type RefUpdate } from '../git/refs.ts'
import { gitText } from '../git/run.ts'
import type { JsonObject } from '../http/reply.ts'
import { accountShape } from '../shape/account.ts'
import { commitPage } from '../shape/commit.ts'
import { htmlUrl, repositoryShape } from '../shape/repository.ts'
import { seconds } from '../world/clock.ts'
import type { Account, RepositoryRecord } from '../world/records.ts'
import { accountOfEmail, type World } from '../world/world.ts'

export interface PushedRef {
  readonly repository: RepositoryRecord
  readonly sender: Account
  readonly update: RefUpdate
  /** Every ref of the same push: what the others bring was not there before either. */
  readonly all: readonly RefUpdate[]
}

// https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
const MOST_COMMITS = 2048

/** The body of a `push` webhook. */
export async function pushPayload(world: World, pushed: PushedRef): Promise<JsonObject> {
  const { repository, sender, update } = pushed
  const { gitDir } = repository
  const created = update.before === NO_COMMIT
  const deleted = update.after === NO_COMMIT
  const known = await knownBefore(pushed)
  const commits = deleted ? [] : await pushedCommits(gitDir, { update, known })
  const head = deleted ? undefined : await readCommit(gitDir, update.after)
  const shas = [...commits.map(({ sha }) => sha), ...(head === undefined ? [] : [head.sha])]
  const context: Context = {
    world,
    repository,
    touched: await touchedPaths(gitDir, shas),
    fresh: deleted ? new Set() : new Set((await gitText(gitDir, 'rev-list', update.after, '--not', ...known)).split('\n')),
  }
  return {
    ref: update.ref,
    before: update.before,
    after: update.after,
    repository: pushedRepository(world, repository),
    pusher: { name: sender.login, email: emailOf(sender) },
    created,
    deleted,
    forced: !created && !deleted && !(await isAncestor(gitDir, { ancestor: update.before, of: update.after })),
    base_ref: created ? await sameAs(gitDir, update) : null,
    compare: compareAddress(world, pushed),
    commits: commits.map((commit) => pushedCommit(commit, context)),
    head_commit: head === undefined ? null : pushedCommit(head, context),
  }
}

/** `12345+login@users.noreply.github.com` */
export function emailOf(account: Account): string {
  return `${account.id}+${account.login}@users.noreply.github.com`
}

/** Where all branches and tags stood before the push. */
async function knownBefore({ repository, all }: PushedRef): Promise<readonly string[]> {
  const moved = new Map(all.map((update) => [update.ref, update.before]))
  const now = (await listRefs(repository.gitDir, 'refs/')).filter(({ ref }) => /^refs\/(heads|tags)\//.test(ref))
  const before = now.map(({ ref, sha }) => moved.get(ref) ?? sha)
  return [...new Set([...before, ...moved.values()])].filter((sha) => sha !== NO_COMMIT)
}

async function pushedCommits(
  gitDir: string,
  what: { readonly update: RefUpdate; readonly known: readonly string[] },
): Promise<readonly Commit[]> {
  const { before, after } = what.update
  const not = before === NO_COMMIT ? what.known : [before]
  const newest = await listCommits(gitDir, `--max-count=${MOST_COMMITS}`, '--topo-order', after, '--not', ...not, '--')
  return newest.toReversed()
}

/** A branch that a new one was made from, at the same commit. */
async function sameAs(gitDir: string, update: RefUpdate): Promise<string | null> {
  const refs = await listRefs(gitDir, 'refs/heads/')
  return refs.find(({ ref, sha }) => sha === update.after && ref !== update.ref)?.ref ?? null
}

function compareAddress(world: World, { repository, update }: PushedRef): string {
  const ends = [update.before, update.after].map((sha) => sha.slice(0, 12))
  const range = update.before === NO_COMMIT || update.after === NO_COMMIT ? ends[update.before === NO_COMMIT ? 1 : 0] : ends.join('...')
  return `${htmlUrl(world, repository)}/compare/${range}`
}

interface Context {
  readonly world: World
  readonly repository: RepositoryRecord
  readonly touched: ReadonlyMap<string, Touched>
  /** Commits that no branch or tag held before. */
  readonly fresh: ReadonlySet<string>
}

function pushedCommit(commit: Commit, { world, repository, touched, fresh }: Context): JsonObject {
  const { added = [], removed = [], modified = [] } = touched.get(commit.sha) ?? {}
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: fresh.has(commit.sha),
    message: commit.message,
    timestamp: commit.committer.date,
    url: commitPage(world, { repository, item: commit.sha }),
    author: person(world, commit.author),
    committer: person(world, commit.committer),
    added,
    removed,
    modified,
  }
}

function person(world: World, { name, email }: Signature): JsonObject {
  const account = accountOfEmail(world, email)
  return { name, email, ...(account === undefined ? {} : { username: account.login }) }
}

/** In this one payload times are seconds and the owner has a name and an address. */
function pushedRepository(world: World, repository: RepositoryRecord): JsonObject {
  const { owner } = repository
  return {
    ...repositoryShape(world, repository),
    url: htmlUrl(world, repository),
    owner: { ...accountShape(world, owner), name: owner.login, email: null },
    created_at: seconds(repository.createdAt),
    pushed_at: seconds(repository.pushedAt),
    stargazers: 0,
    master_branch: repository.defaultBranch,
    ...(owner.type === 'Organization' ? { organization: owner.login } : {}),
  }
}
