import type { JsonObject } from '../http/reply.ts'
import { stamp } from '../world/clock.ts'
import { nodeId } from '../world/ids.ts'
import type { CommentRecord, IssueRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'
import { accountShape } from './account.ts'
import { appShape } from './app.ts'
import { association } from './association.ts'
import type { Placed } from './commit.ts'
import { labelShape } from './label.ts'
import { apiUrl, htmlUrl } from './repository.ts'

/** `issue`; also what a pull request looks like to the issues API. */
export function issueShape(world: World, { repository, item: issue }: Placed<IssueRecord>): JsonObject {
  const url = `${apiUrl(world, repository)}/issues/${issue.number}`
  return {
    id: issue.id,
    node_id: nodeId('I', issue.id),
    url,
    repository_url: apiUrl(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: issuePage(world, { repository, item: issue }),
    number: issue.number,
    state: issue.state,
    state_reason: null,
    title: issue.title,
    body: issue.body,
    user: accountShape(world, issue.author),
    labels: repository.labels
      .filter((label) => issue.labels.has(label.name))
      .map((label) => labelShape(world, { repository, item: label })),
    assignee: null,
    assignees: [],
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments: repository.comments.filter((comment) => comment.issue === issue).length,
    ...(issue.pull === undefined ? {} : { pull_request: pullLinks(world, { repository, item: issue }), draft: issue.pull.draft }),
    closed_at: issue.closedAt === undefined ? null : stamp(issue.closedAt),
    created_at: stamp(issue.createdAt),
    updated_at: stamp(issue.updatedAt),
    author_association: association(world, { repository, item: issue.author }),
    reactions: reactions(url),
    performed_via_github_app: null,
  }
}

/** `issue-comment` */
export function commentShape(world: World, { repository, item: comment }: Placed<CommentRecord>): JsonObject {
  const url = `${apiUrl(world, repository)}/issues/comments/${comment.id}`
  return {
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    url,
    html_url: `${issuePage(world, { repository, item: comment.issue })}#issuecomment-${comment.id}`,
    issue_url: `${apiUrl(world, repository)}/issues/${comment.issue.number}`,
    body: comment.body,
    user: accountShape(world, comment.author),
    created_at: stamp(comment.createdAt),
    updated_at: stamp(comment.updatedAt),
    author_association: association(world, { repository, item: comment.author }),
    performed_via_github_app: comment.app === undefined ? null : appShape(world, comment.app),
    reactions: reactions(url),
  }
}

function issuePage(world: World, { repository, item: issue }: Placed<IssueRecord>): string {
  return `${htmlUrl(world, repository)}/${issue.pull === undefined ? 'issues' : 'pull'}/${issue.number}`
}

function pullLinks(world: World, { repository, item: issue }: Placed<IssueRecord>): JsonObject {
  const html = issuePage(world, { repository, item: issue })
  return {
    url: `${apiUrl(world, repository)}/pulls/${issue.number}`,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    merged_at: issue.pull?.mergedAt === undefined ? null : stamp(issue.pull.mergedAt),
  }
}

function reactions(url: string): JsonObject {
  return {
    'url': `${url}/reactions`,
    'total_count': 0,
    '+1': 0,
    '-1': 0,
    'laugh': 0,
    'hooray': 0,
    'confused': 0,
    'heart': 0,
    'rocket': 0,
    'eyes': 0,
  }
}
