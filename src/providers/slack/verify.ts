import { bearer } from '../../lib/bearer.ts'
import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { at, textAt } from '../../lib/json.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'
import { DEAD } from './dead.ts'

const TEST = 'https://docs.slack.dev/reference/methods/auth.test'
const LIMITS = 'https://docs.slack.dev/apis/web-api/rate-limits'
const WHO = { ok: true, url: 'https://octo.slack.com/', team: 'Octo', team_id: 'T12345678', user: 'deploy', user_id: 'W12345678' }

// Refresh tokens cannot be tried without using them up, app-level tokens serve other methods, and a webhook posts.
const ASKED = ['slack/bot-token', 'slack/user-token', 'slack/rotated-token', 'slack/legacy-token']

/** Asks whose token it is. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    {
      kind: 'slack/bot-token', status: 200, source: TEST, means: 'live',
      headers: { 'x-oauth-scopes': 'chat:write,channels:read' }, body: JSON.stringify({ ...WHO, bot_id: 'B12345678' }),
    },
    { kind: 'slack/user-token', status: 200, source: TEST, means: 'live', body: JSON.stringify(WHO) },
    ...DEAD.map((error) => (
      { kind: 'slack/bot-token', status: 200, source: TEST, means: 'dead', body: JSON.stringify({ ok: false, error }) } as const
    )),
    { kind: 'slack/bot-token', status: 200, source: TEST, means: 'unknown', body: JSON.stringify({ ok: false, error: 'invalid_auth' }) },
    { kind: 'slack/bot-token', status: 200, source: TEST, means: 'unknown', body: JSON.stringify({ ok: false, error: 'not_authed' }) },
    { kind: 'slack/bot-token', status: 200, source: TEST, means: 'unknown', body: JSON.stringify({ ok: false, error: 'internal_error' }) },
    { kind: 'slack/bot-token', status: 429, source: LIMITS, means: 'unknown', body: JSON.stringify({ ok: false, error: 'ratelimited' }) },
    { kind: 'slack/bot-token', status: 503, source: LIMITS, means: 'unknown', body: '' },
  ],
}

function request(token: Token): HttpRequest | 'cannot-ask' {
  if (!ASKED.includes(token.kind.id)) return 'cannot-ask'
  return { method: 'POST', url: 'https://slack.com/api/auth.test', headers: bearer(token.secret) }
}

// invalid_auth says "not a token" and also "not from this address": it proves nothing.
function read(answer: HttpAnswer): Verified | undefined {
  if (answer.status !== 200) return undefined
  if (at(answer.json, 'ok') === true) return { state: 'live', facts: factsOf(answer) }
  return DEAD.some((error) => error === textAt(answer.json, 'error')) ? { state: 'dead' } : undefined
}

function factsOf({ json, headers }: HttpAnswer): Facts {
  const team = textAt(json, 'team')
  return defined<Facts>({
    owner: textAt(json, 'user'),
    account: textAt(json, 'team_id'),
    scopes: headers['x-oauth-scopes']?.split(',').map((scope) => scope.trim()).filter((scope) => scope !== ''),
    detail: team === undefined ? undefined : { team },
  })
}
