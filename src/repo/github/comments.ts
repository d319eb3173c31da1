import type { Comment } from '../hosted.ts'
import { call, callMaybe } from './call.ts'
import type { Client } from './client.ts'

export async function comment(client: Client, { number, body }: { number: number; body: string }): Promise<void> {
  await call('to comment', () => client.octokit.rest.issues.createComment({ ...client.repo, issue_number: number, body }))
}

export async function readComment(client: Client, id: number): Promise<Comment | undefined> {
  const answer = await callMaybe('to read a comment', () => client.octokit.rest.issues.getComment({ ...client.repo, comment_id: id }))
  if (answer === undefined) return undefined
  const { body, user, created_at: created, updated_at: updated } = answer.data
  return { body: body ?? '', author: user?.login ?? '', state: created === updated ? 'as-written' : 'edited' }
}
