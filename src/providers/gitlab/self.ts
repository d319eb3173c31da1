import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { textAt } from '../../lib/json.ts'
import type { Token } from '../../provider.ts'

/** A call with an access token on itself, at gitlab.com or at the instance that the operator's configuration names. */
export function selfRequest(token: Token, method: 'GET' | 'DELETE'): HttpRequest | 'cannot-ask' {
  if (token.kind.id !== 'gitlab/pat' && token.kind.id !== 'gitlab/pat-routable') return 'cannot-ask'
  const host = token.context['host'] ?? 'gitlab.com'
  return { method, url: `https://${host}/api/v4/personal_access_tokens/self`, headers: { 'private-token': token.secret } }
}

/**
 * Whether GitLab knows the token as revoked or expired. That it does not know the token at all (`401 Unauthorized`)
 * proves a death only where the operator named the instance: tokens of every other instance look the same.
 */
export function isDead(answer: HttpAnswer, token: Token): boolean {
  if (answer.status !== 401) return false
  if (textAt(answer.json, 'error') === 'invalid_token') {
    return /^Token (was revoked|is expired)/.test(textAt(answer.json, 'error_description') ?? '')
  }
  return token.context['host'] !== undefined && textAt(answer.json, 'message') === '401 Unauthorized'
}
