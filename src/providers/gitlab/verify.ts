import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { isoTime } from '../../lib/iso-time.ts'
import { at, textAt, textsAt, type Json } from '../../lib/json.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'
import { isDead, selfRequest } from './self.ts'

const SELF = 'https://docs.gitlab.com/api/personal_access_tokens/#self-inform'
const FAILED = 'https://docs.gitlab.com/api/rest/authentication/'
const TOKEN_ERRORS = 'https://gitlab.com/gitlab-org/gitlab/-/blob/master/lib/api/api_guard.rb'
const LIMITS = 'https://docs.gitlab.com/security/rate_limits/'

const REVOKED = { error: 'invalid_token', error_description: 'Token was revoked. You have to re-authorize from the user.' }
const EXPIRED = { error: 'invalid_token', error_description: 'Token is expired. You can either do re-authorization or token refresh.' }
const DETAILS = {
  id: 4, name: 'deploy', revoked: false, active: true, user_id: 3, scopes: ['api', 'read_repository'],
  created_at: '2026-07-23T14:31:47.729Z', last_used_at: '2026-10-06T17:58:37.550Z', expires_at: '2027-07-23',
}
const UNUSED = { ...DETAILS, last_used_at: null, expires_at: null }

/** Asks for the details of the token itself: personal, project and group access tokens only. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { kind: 'gitlab/pat', status: 200, source: SELF, means: 'live', body: JSON.stringify(DETAILS) },
    { kind: 'gitlab/pat-routable', status: 200, source: SELF, means: 'live', body: JSON.stringify(UNUSED) },
    { kind: 'gitlab/pat', status: 401, source: TOKEN_ERRORS, means: 'dead', body: JSON.stringify(REVOKED) },
    { kind: 'gitlab/pat', status: 401, source: TOKEN_ERRORS, means: 'dead', body: JSON.stringify(EXPIRED) },
    { kind: 'gitlab/pat', status: 401, source: FAILED, means: 'unknown', body: JSON.stringify({ message: '401 Unauthorized' }) },
    { kind: 'gitlab/pat', status: 403, source: TOKEN_ERRORS, means: 'unknown', body: JSON.stringify({ error: 'insufficient_scope' }) },
    { kind: 'gitlab/pat', status: 403, source: FAILED, means: 'unknown', body: JSON.stringify({ message: '403 Forbidden' }) },
    { kind: 'gitlab/pat', status: 429, source: LIMITS, means: 'unknown', body: 'Retry later' },
    { kind: 'gitlab/pat', status: 500, source: LIMITS, means: 'unknown', body: '' },
  ],
}

function request(token: Token): HttpRequest | 'cannot-ask' {
  return selfRequest(token, 'GET')
}

function read(answer: HttpAnswer, token: Token): Verified | undefined {
  if (isDead(answer, token)) return { state: 'dead' }
  if (answer.status !== 200 || at(answer.json, 'active') !== true) return undefined
  return { state: 'live', facts: factsOf(answer.json) }
}

function factsOf(json: Json | undefined): Facts {
  const user = at(json, 'user_id')
  const name = textAt(json, 'name')
  return defined<Facts>({
    owner: typeof user === 'number' ? `user ${user}` : undefined,
    scopes: textsAt(json, 'scopes'),
    expires: isoTime(textAt(json, 'expires_at')),
    created: isoTime(textAt(json, 'created_at')),
    lastUsed: isoTime(textAt(json, 'last_used_at')),
    detail: name === undefined ? undefined : { name },
  })
}
