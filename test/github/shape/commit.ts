import type { Commit, Signature } from '../git/commits.ts'
import type { FileChange } from '../git/diff.ts'
import type { JsonObject } from '../http/reply.ts'
import { nodeId } from '../world/ids.ts'
import type { RepositoryRecord } from '../world/records.ts'
import { accountOfEmail, type World } from '../world/world.ts'
import { accountShape } from './account.ts'
import { apiUrl, htmlUrl } from './repository.ts'

export interface Placed<T> {
  readonly repository: RepositoryRecord
  readonly item: T
}

/** `commit` without its statistics and files. */
export function commitShape(world: World, { repository, item: commit }: Placed<Commit>): JsonObject {
  const url = `${apiUrl(world, repository)}/commits/${commit.sha}`
  const author = accountOfEmail(world, commit.author.email)
  const committer = accountOfEmail(world, commit.committer.email)
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    commit: {
      url: `${apiUrl(world, repository)}/git/commits/${commit.sha}`,
      ...details(world, { repository, item: commit }),
      comment_count: 0,
    },
    url,
    html_url: commitPage(world, { repository, item: commit.sha }),
    comments_url: `${url}/comments`,
    author: author === undefined ? null : accountShape(world, author),
    committer: committer === undefined ? null : accountShape(world, committer),
    parents: parents(world, { repository, item: commit, path: 'commits' }),
  }
}

/** `git-commit`, of the git database. */
export function gitCommitShape(world: World, { repository, item: commit }: Placed<Commit>): JsonObject {
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    url: `${apiUrl(world, repository)}/git/commits/${commit.sha}`,
    html_url: commitPage(world, { repository, item: commit.sha }),
    ...details(world, { repository, item: commit }),
    parents: parents(world, { repository, item: commit, path: 'git/commits' }),
  }
}

/** `simple-commit`, as in check suites and merge groups. */
export function simpleCommitShape(commit: Commit): JsonObject {
  return {
    id: commit.sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: utc(commit.committer.date),
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  }
}

/** `diff-entry` */
export function fileShape(world: World, place: Placed<FileChange> & { readonly sha: string }): JsonObject {
  const { repository, item: file, sha } = place
  const path = file.path.split('/').map(encodeURIComponent).join('/')
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${htmlUrl(world, repository)}/blob/${sha}/${path}`,
    raw_url: `${htmlUrl(world, repository)}/raw/${sha}/${path}`,
    contents_url: `${apiUrl(world, repository)}/contents/${path}?ref=${sha}`,
    ...(file.patch === undefined ? {} : { patch: file.patch }),
    ...(file.previous === undefined ? {} : { previous_filename: file.previous }),
  }
}

export function commitPage(world: World, { repository, item: sha }: Placed<string>): string {
  return `${htmlUrl(world, repository)}/commit/${sha}`
}

function details(world: World, { repository, item: commit }: Placed<Commit>): JsonObject {
  return {
    author: person(commit.author),
    committer: person(commit.committer),
    message: commit.message,
    tree: { sha: commit.tree, url: `${apiUrl(world, repository)}/git/trees/${commit.tree}` },
    verification: verification(repository, commit),
  }
}

/** Commits that an App makes through the API without naming an author are signed by GitHub. */
function verification(repository: RepositoryRecord, commit: Commit): JsonObject {
  if (!repository.signed.has(commit.sha)) return { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null }
  const payload = `tree ${commit.tree}\n\n${commit.message}`
  return { verified: true, reason: 'valid', signature: 'signed by github.com', payload, verified_at: utc(commit.committer.date) }
}

function person(signature: Signature): JsonObject {
  return { name: signature.name, email: signature.email, date: utc(signature.date) }
}

export function utc(date: string): string {
  return `${new Date(date).toISOString().slice(0, 19)}Z`
}

function parents(
  world: World,
  { repository, item: commit, path }: Placed<Commit> & { readonly path: 'commits' | 'git/commits' },
): readonly JsonObject[] {
  return commit.parents.map((sha) => ({
    sha,
    url: `${apiUrl(world, repository)}/${path}/${sha}`,
    html_url: commitPage(world, { repository, item: sha }),
  }))
}
