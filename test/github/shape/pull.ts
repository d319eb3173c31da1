import { countCommits } from '../git/commits.ts'
import { mergeBase } from '../git/refs.ts'
import { gitText } from '../git/run.ts'
import type { JsonObject } from '../http/reply.ts'
import { stamp } from '../world/clock.ts'
import { nodeId } from '../world/ids.ts'
import type { PullIssue, RepositoryRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'
import { accountShape } from './account.ts'
import { association } from './association.ts'
import type { Placed } from './commit.ts'
import { labelShape } from './label.ts'
import { apiUrl, htmlUrl, repositoryShape } from './repository.ts'

/** `pull-request`: the whole, whose counts git tells. */
export async function pullShape(world: World, place: Placed<PullIssue>): Promise<JsonObject> {
  const { repository, item: issue } = place
  const { pull } = issue
  return {
    ...pullSimpleShape(world, place),
    merged: pull.mergedAt !== undefined,
    mergeable: pull.mergedAt === undefined ? pull.mergeable : null,
    rebaseable: null,
    mergeable_state: mergeableState(issue),
    merged_by: pull.mergedBy === undefined ? null : accountShape(world, pull.mergedBy),
    comments: repository.comments.filter((comment) => comment.issue === issue).length,
    review_comments: 0,
    maintainer_can_modify: false,
    ...(await counts(place)),
  }
}

/** `pull-request-simple`, as in lists. */
export function pullSimpleShape(world: World, place: Placed<PullIssue>): JsonObject {
  const { repository, item: issue } = place
  const { pull } = issue
  return {
    id: issue.id,
    node_id: pullNodeId(issue),
    ...addresses(world, place),
    number: issue.number,
    state: issue.state,
    locked: false,
    title: issue.title,
    user: accountShape(world, issue.author),
    body: issue.body,
    created_at: stamp(issue.createdAt),
    updated_at: stamp(issue.updatedAt),
    closed_at: issue.closedAt === undefined ? null : stamp(issue.closedAt),
    merged_at: pull.mergedAt === undefined ? null : stamp(pull.mergedAt),
    merge_commit_sha: pull.mergeCommit,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: repository.labels
      .filter((label) => issue.labels.has(label.name))
      .map((label) => labelShape(world, { repository, item: label })),
    milestone: null,
    draft: pull.draft,
    head: end(world, { repository: pull.head.repository, item: { branch: pull.head.branch, sha: pull.headSha } }),
    base: end(world, { repository, item: { branch: pull.baseBranch, sha: pull.baseSha } }),
    author_association: association(world, { repository, item: issue.author }),
    auto_merge: null,
    active_lock_reason: null,
  }
}

/** `pull-request-minimal`, as in check runs. */
export function pullMinimalShape(world: World, { repository, item: issue }: Placed<PullIssue>): JsonObject {
  const { pull } = issue
  function named(of: RepositoryRecord): JsonObject {
    return { id: of.id, url: apiUrl(world, of), name: of.name }
  }
  return {
    id: issue.id,
    number: issue.number,
    url: `${apiUrl(world, repository)}/pulls/${issue.number}`,
    head: { ref: pull.head.branch, sha: pull.headSha, repo: named(pull.head.repository) },
    base: { ref: pull.baseBranch, sha: pull.baseSha, repo: named(repository) },
  }
}

export function pullNodeId(issue: PullIssue): string {
  return nodeId('PR', issue.id)
}

function end(world: World, { repository, item }: Placed<{ readonly branch: string; readonly sha: string }>): JsonObject {
  return {
    label: `${repository.owner.login}:${item.branch}`,
    ref: item.branch,
    sha: item.sha,
    user: accountShape(world, repository.owner),
    repo: repositoryShape(world, repository),
  }
}

function addresses(world: World, { repository, item: issue }: Placed<PullIssue>): JsonObject {
  const url = `${apiUrl(world, repository)}/pulls/${issue.number}`
  const html = `${htmlUrl(world, repository)}/pull/${issue.number}`
  const asIssue = `${apiUrl(world, repository)}/issues/${issue.number}`
  const links = {
    issue: asIssue,
    comments: `${asIssue}/comments`,
    commits: `${url}/commits`,
    review_comments: `${url}/comments`,
    review_comment: `${apiUrl(world, repository)}/pulls/comments{/number}`,
    statuses: `${apiUrl(world, repository)}/statuses/${issue.pull.headSha}`,
  }
  const { entries } = Object
  return {
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    ...Object.fromEntries(entries(links).map(([name, href]) => [`${name}_url`, href])),
    _links: Object.fromEntries(entries({ ...links, self: url, html }).map(([name, href]) => [name, { href }])),
  }
}

function mergeableState({ pull }: PullIssue): string {
  if (pull.mergeable === null) return 'unknown'
  if (!pull.mergeable) return 'dirty'
  return pull.draft ? 'draft' : 'clean'
}

async function counts({ repository, item: { pull } }: Placed<PullIssue>): Promise<JsonObject> {
  const { gitDir } = repository
  const base = (await mergeBase(gitDir, { left: pull.baseSha, right: pull.headSha })) ?? pull.baseSha
  const text = await gitText(gitDir, 'diff', '--shortstat', base, pull.headSha)
  function count(word: string): number {
    return Number(new RegExp(`(\\d{1,9}) ${word}`).exec(text)?.[1] ?? 0)
  }
  return {
    commits: await countCommits(gitDir, `${base}..${pull.headSha}`),
    additions: count('insertion'),
    deletions: count('deletion'),
    changed_files: count('file'),
  }
}
