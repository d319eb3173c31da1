import type { Revoked } from '../provider.ts'
import { ask, type Question, type Unknown } from './ask.ts'

/**
 * Has the provider revoke a token. Only for a caller whom policy allows it, and who wrote down why before.
 * `accepted` is a promise, and `unknown` may have worked: ask verifyToken afterwards.
 */
export async function revokeToken(question: Question): Promise<Revoked | Unknown> {
  const reply = await ask(question.provider.revoke, question)
  return reply.state === 'unknown' ? reply : reply.result
}
