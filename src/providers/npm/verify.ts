import { bearer } from '../../lib/bearer.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { textAt } from '../../lib/json.ts'
import { NPM_HOST } from '../../lib/npm-host.ts'
import type { Exchange, Token, Verified } from '../../provider.ts'

const WHOAMI = 'https://github.com/npm/cli/blob/latest/docs/lib/content/commands/npm-whoami.md'
const UNAUTHORIZED = 'https://github.com/npm/cli/blob/latest/lib/utils/error-message.js'
const CHALLENGES = 'https://github.com/npm/npm-registry-fetch/blob/main/lib/check-response.js'

/** Asks for the name of the user that the token belongs to. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { status: 200, source: WHOAMI, means: 'live', body: JSON.stringify({ username: 'octocat' }) },
    { kind: 'npm/legacy-token', status: 200, source: WHOAMI, means: 'live', body: JSON.stringify({ username: 'octocat' }) },
    { status: 401, source: UNAUTHORIZED, means: 'dead', body: JSON.stringify({ error: 'Unauthorized' }) },
    { status: 401, source: CHALLENGES, means: 'unknown', headers: { 'www-authenticate': 'OTP' }, body: '{}' },
    { status: 401, source: CHALLENGES, means: 'unknown', headers: { 'www-authenticate': 'ipaddress' }, body: '{}' },
    { status: 401, source: CHALLENGES, means: 'unknown', body: JSON.stringify({ error: 'You must provide a one-time pass.' }) },
    { status: 403, source: CHALLENGES, means: 'unknown', body: JSON.stringify({ error: 'Forbidden' }) },
    { status: 429, source: CHALLENGES, means: 'unknown', body: '' },
    { status: 200, source: WHOAMI, means: 'unknown', body: '{}' },
  ],
}

function request(token: Token): HttpRequest {
  return { method: 'GET', url: `https://${NPM_HOST}/-/whoami`, headers: bearer(token.secret) }
}

function read(answer: HttpAnswer): Verified | undefined {
  if (answer.status === 401) return wantsMore(answer) ? undefined : { state: 'dead' }
  const owner = answer.status === 200 ? textAt(answer.json, 'username') : undefined
  return owner === undefined ? undefined : { state: 'live', facts: { owner } }
}

/** A challenge for a one-time password or another address: the token may live, but not for us. */
function wantsMore(answer: HttpAnswer): boolean {
  return /otp|ipaddress/i.test(answer.headers['www-authenticate'] ?? '') || /one-time pass/.test(answer.body)
}
