import { tell } from '../hooks/tell.ts'
import { commentShape, issueShape } from '../shape/issue.ts'
import type { JsonObject } from '../http/reply.ts'
import type { Account, AppRecord, CommentRecord, IssueRecord, RepositoryRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'

export interface CommentWanted {
  readonly repository: RepositoryRecord
  readonly issue: IssueRecord
  readonly author: Account
  readonly app?: AppRecord | undefined
  readonly body: string
}

export function addComment(world: World, wanted: CommentWanted): CommentRecord {
  const { repository, issue, author, app, body } = wanted
  const now = world.clock.now()
  const comment = { id: world.ids.next('comment'), issue, author, app, body, createdAt: now, updatedAt: now }
  repository.comments.push(comment)
  issue.updatedAt = now
  tellComment(world, { repository, comment, sender: author, action: 'created', more: {} })
  return comment
}

export interface CommentAct {
  readonly repository: RepositoryRecord
  readonly comment: CommentRecord
  readonly sender: Account
}

export function editComment(world: World, act: CommentAct & { readonly body: string }): void {
  const from = act.comment.body
  act.comment.body = act.body
  act.comment.updatedAt = world.clock.now()
  tellComment(world, { ...act, action: 'edited', more: { changes: { body: { from } } } })
}

export function deleteComment(world: World, act: CommentAct): void {
  const { comments } = act.repository
  comments.splice(comments.indexOf(act.comment), 1)
  tellComment(world, { ...act, action: 'deleted', more: {} })
}

function tellComment(world: World, act: CommentAct & { readonly action: string; readonly more: JsonObject }): void {
  const { repository, comment, sender, action, more } = act
  const payload = {
    issue: issueShape(world, { repository, item: comment.issue }),
    comment: commentShape(world, { repository, item: comment }),
    ...more,
  }
  tell(world, { event: 'issue_comment', action, repository, sender, payload })
}
