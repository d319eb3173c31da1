import { call, callMaybe } from './call.ts'
import type { Client } from './client.ts'

export async function comment(client: Client, { number, body }: { number: number; body: string }): Promise<void> {
  await call('to comment', () => client.octokit.rest.issues.createComment({ ...client.repo, issue_number: number, body }))
}

export async function commentBody(client: Client, id: number): Promise<{ readonly body: string; readonly author: string } | undefined> {
  const answer = await callMaybe('to read a comment', () => client.octokit.rest.issues.getComment({ ...client.repo, comment_id: id }))
  return answer && { body: answer.data.body ?? '', author: answer.data.user?.login ?? '' }
}
