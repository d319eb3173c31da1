import { bearer } from '../../lib/bearer.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { at, textAt } from '../../lib/json.ts'
import type { Exchange, Revoked, Token } from '../../provider.ts'
import { DEAD } from './dead.ts'

const REVOKE = 'https://docs.slack.dev/reference/methods/auth.revoke'
const LIMITS = 'https://docs.slack.dev/apis/web-api/rate-limits'
const BOT = 'slack/bot-token'
const REVOKED_BY_ITSELF = ['slack/bot-token', 'slack/user-token', 'slack/rotated-token', 'slack/legacy-token']

/** The token revokes itself. A bot's user is deactivated with it and leaves its channels; the app stays installed. */
export const revoke: Exchange<Revoked> = {
  request,
  read,
  answers: [
    { kind: BOT, status: 200, source: REVOKE, means: 'revoked', body: JSON.stringify({ ok: true, revoked: true }) },
    { kind: 'slack/user-token', status: 200, source: REVOKE, means: 'revoked', body: JSON.stringify({ ok: true, revoked: true }) },
    { kind: BOT, status: 200, source: REVOKE, means: 'refused', body: JSON.stringify({ ok: true, revoked: false }) },
    ...DEAD.map((error) => (
      { kind: BOT, status: 200, source: REVOKE, means: 'already-dead', body: JSON.stringify({ ok: false, error }) } as const
    )),
    { kind: BOT, status: 200, source: REVOKE, means: 'refused', body: JSON.stringify({ ok: false, error: 'not_allowed_token_type' }) },
    { kind: BOT, status: 200, source: REVOKE, means: 'unknown', body: JSON.stringify({ ok: false, error: 'invalid_auth' }) },
    { kind: BOT, status: 429, source: LIMITS, means: 'unknown', body: JSON.stringify({ ok: false, error: 'ratelimited' }) },
  ],
}

function request(token: Token): HttpRequest | 'cannot-ask' {
  if (!REVOKED_BY_ITSELF.includes(token.kind.id)) return 'cannot-ask'
  return { method: 'POST', url: 'https://slack.com/api/auth.revoke', headers: bearer(token.secret) }
}

function read(answer: HttpAnswer): Revoked | undefined {
  if (answer.status !== 200) return undefined
  if (at(answer.json, 'ok') === true) return done(at(answer.json, 'revoked') === true)
  const error = textAt(answer.json, 'error')
  if (DEAD.some((known) => known === error)) return { state: 'already-dead' }
  return error === 'not_allowed_token_type' ? { state: 'refused', why: 'Slack does not revoke this type of token' } : undefined
}

function done(revoked: boolean): Revoked {
  return revoked ? { state: 'revoked' } : { state: 'refused', why: 'Slack left the token as it was' }
}
