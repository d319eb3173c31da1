import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import type { Exchange, Revoked, Token } from '../../provider.ts'
import { isDead, selfRequest } from './self.ts'

const SELF = 'https://docs.gitlab.com/api/personal_access_tokens/#self-revoke'
const TOKEN_ERRORS = 'https://gitlab.com/gitlab-org/gitlab/-/blob/master/lib/api/api_guard.rb'

const REVOKED = { error: 'invalid_token', error_description: 'Token was revoked. You have to re-authorize from the user.' }

/** The token revokes itself, whatever its scopes. */
export const revoke: Exchange<Revoked> = {
  request,
  read,
  answers: [
    { kind: 'gitlab/pat', status: 204, source: SELF, means: 'revoked', body: '' },
    { kind: 'gitlab/pat-routable', status: 204, source: SELF, means: 'revoked', body: '' },
    { kind: 'gitlab/pat', status: 400, source: SELF, means: 'refused', body: JSON.stringify({ message: '400 Bad Request' }) },
    { kind: 'gitlab/pat', status: 401, source: TOKEN_ERRORS, means: 'already-dead', body: JSON.stringify(REVOKED) },
    { kind: 'gitlab/pat', status: 401, source: SELF, means: 'unknown', body: JSON.stringify({ message: '401 Unauthorized' }) },
    { kind: 'gitlab/pat', status: 403, source: SELF, means: 'refused', body: JSON.stringify({ message: '403 Forbidden' }) },
    { kind: 'gitlab/pat', status: 500, source: SELF, means: 'unknown', body: '' },
  ],
}

function request(token: Token): HttpRequest | 'cannot-ask' {
  return selfRequest(token, 'DELETE')
}

function read(answer: HttpAnswer, token: Token): Revoked | undefined {
  if (answer.status === 204) return { state: 'revoked' }
  if (isDead(answer, token)) return { state: 'already-dead' }
  if (answer.status === 400) return { state: 'refused', why: 'GitLab could not revoke the token' }
  return answer.status === 403 ? { state: 'refused', why: 'GitLab does not allow the token to revoke itself' } : undefined
}
