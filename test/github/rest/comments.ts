import { addComment, deleteComment, editComment } from '../acts/comments.ts'
import { actorOf, appOf, inRepository, numberPart, type RepositoryCall, type Routes } from '../http/call.ts'
import { requiredText } from '../http/body.ts'
import { paged, since } from '../http/pages.ts'
import { created, found, NO_CONTENT, ok } from '../http/reply.ts'
import { textAt } from '../../../src/lib/json.ts'
import { commentShape } from '../shape/issue.ts'
import type { CommentRecord, IssueRecord } from '../world/records.ts'

const REPO = '/repos/{owner}/{repo}'

/** Comments on issues and pull requests: https://docs.github.com/en/rest/issues/comments */
export const commentRoutes: Routes = inRepository({
  [`GET ${REPO}/issues/{issue_number}/comments`]: (call) => {
    const { world, repository } = call
    const issue = theIssue(call)
    const items = since(call, {
      items: repository.comments.filter((comment) => comment.issue === issue),
      at: (comment) => comment.updatedAt,
    })
    return paged(call, { items, shape: (item) => commentShape(world, { repository, item }) })
  },
  [`POST ${REPO}/issues/{issue_number}/comments`]: (call) => {
    const { world, repository, caller } = call
    const wanted = { repository, issue: theIssue(call), author: actorOf(caller), app: appOf(caller), body: requiredText(call.body, 'body') }
    const shape = commentShape(world, { repository, item: addComment(world, wanted) })
    return created(shape, textAt(shape, 'url'))
  },
  [`GET ${REPO}/issues/comments/{comment_id}`]: (call) =>
    ok(commentShape(call.world, { repository: call.repository, item: theComment(call) })),
  [`PATCH ${REPO}/issues/comments/{comment_id}`]: (call) => {
    const { world, repository, caller } = call
    const comment = theComment(call)
    editComment(world, { repository, comment, sender: actorOf(caller), body: requiredText(call.body, 'body') })
    return ok(commentShape(world, { repository, item: comment }))
  },
  [`DELETE ${REPO}/issues/comments/{comment_id}`]: (call) => {
    deleteComment(call.world, { repository: call.repository, comment: theComment(call), sender: actorOf(call.caller) })
    return NO_CONTENT
  },
})

function theIssue(call: RepositoryCall): IssueRecord {
  const number = numberPart(call, 'issue_number')
  return found(call.repository.issues.find((issue) => issue.number === number))
}

function theComment(call: RepositoryCall): CommentRecord {
  const id = numberPart(call, 'comment_id')
  return found(call.repository.comments.find((comment) => comment.id === id))
}
