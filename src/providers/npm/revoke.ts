import { bearer } from '../../lib/bearer.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { NPM_HOST } from '../../lib/npm-host.ts'
import type { Exchange, Revoked, Token } from '../../provider.ts'

const LOGOUT = 'https://github.com/npm/cli/blob/latest/docs/lib/content/commands/npm-logout.md'
const CALL = 'https://github.com/npm/cli/blob/latest/lib/commands/logout.js'
const CHALLENGES = 'https://github.com/npm/npm-registry-fetch/blob/main/lib/check-response.js'

/** Ends the token everywhere, as `npm logout` does. */
export const revoke: Exchange<Revoked> = {
  request,
  read,
  answers: [
    { status: 204, source: CALL, means: 'revoked', body: '' },
    { kind: 'npm/legacy-token', status: 200, source: LOGOUT, means: 'revoked', body: '{"ok":true}' },
    { status: 401, source: CHALLENGES, means: 'already-dead', body: JSON.stringify({ error: 'Unauthorized' }) },
    { status: 401, source: CHALLENGES, means: 'unknown', headers: { 'www-authenticate': 'OTP' }, body: '{}' },
    { status: 403, source: CHALLENGES, means: 'refused', body: JSON.stringify({ error: 'Forbidden' }) },
    { status: 404, source: CHALLENGES, means: 'unknown', body: '{}' },
  ],
}

function request(token: Token): HttpRequest {
  const url = token.secret.into((text) => `https://${NPM_HOST}/-/user/token/${encodeURIComponent(text)}`)
  return { method: 'DELETE', url, headers: bearer(token.secret) }
}

function read(answer: HttpAnswer): Revoked | undefined {
  if (answer.status === 204) return { state: 'revoked' }
  if (answer.status === 200) return answer.json !== undefined && typeof answer.json === 'object' ? { state: 'revoked' } : undefined
  if (answer.status === 403) return { state: 'refused', why: 'the registry does not let this token end itself' }
  if (answer.status !== 401) return undefined
  const wantsMore = /otp|ipaddress/i.test(answer.headers['www-authenticate'] ?? '') || /one-time pass/.test(answer.body)
  return wantsMore ? undefined : { state: 'already-dead' }
}
