import { bearer } from '../../lib/bearer.ts'
import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { textAt } from '../../lib/json.ts'
import { isoTime } from '../../lib/iso-time.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'

const USER = 'https://developers.cloudflare.com/api/resources/user/subresources/tokens/methods/verify/'
const ACCOUNT = 'https://developers.cloudflare.com/api/resources/accounts/subresources/tokens/methods/verify/'
const kind = 'cloudflare/user-token'

/** Asks about the token itself, which needs no permission. A token of an account wants the account's id. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { kind, status: 200, source: USER, means: 'live', body: answerOf('active') },
    { kind, status: 200, source: USER, means: 'dead', body: answerOf('disabled') },
    { kind, status: 200, source: USER, means: 'dead', body: answerOf('expired') },
    { kind: 'cloudflare/old-token', status: 200, source: USER, means: 'live', body: answerOf('active') },
    { kind: 'cloudflare/account-token', status: 200, source: ACCOUNT, means: 'live', body: answerOf('active') },
    // What an unknown token is told is not documented, and a token of an account may be told the same.
    { kind, status: 401, source: USER, means: 'unknown', body: JSON.stringify({ success: false, errors: [{ code: 1000, message: 'message' }] }) },
    { kind: 'cloudflare/old-token', status: 400, source: USER, means: 'unknown', body: JSON.stringify({ success: false, errors: [] }) },
    { kind, status: 403, source: USER, means: 'unknown', body: '' },
    { kind, status: 429, source: USER, means: 'unknown', body: '' },
    { kind, status: 200, source: USER, means: 'unknown', body: answerOf('something new') },
  ],
}

function answerOf(status: string): string {
  return JSON.stringify({ success: true, errors: [], result: { status, not_before: '2026-01-01T00:00:00Z', expires_on: '2030-01-01T00:00:00Z' } })
}

function request(token: Token): HttpRequest | 'cannot-ask' | 'incomplete' {
  const headers = bearer(token.secret)
  if (token.kind.id === 'cloudflare/user-token' || token.kind.id === 'cloudflare/old-token') {
    return { method: 'GET', url: 'https://api.cloudflare.com/client/v4/user/tokens/verify', headers }
  }
  if (token.kind.id !== 'cloudflare/account-token') return 'cannot-ask'
  const url = token.parts['account']?.into((id) => `https://api.cloudflare.com/client/v4/accounts/${id}/tokens/verify`)
  return url === undefined ? 'incomplete' : { method: 'GET', url, headers }
}

function read(answer: HttpAnswer): Verified | undefined {
  const status = answer.status === 200 ? textAt(answer.json, 'result', 'status') : undefined
  if (status !== 'active' && status !== 'disabled' && status !== 'expired') return undefined
  const facts = defined<Facts>({ expires: isoTime(textAt(answer.json, 'result', 'expires_on')) })
  return { state: status === 'active' ? 'live' : 'dead', facts }
}
