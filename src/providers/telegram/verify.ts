import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { at, textAt } from '../../lib/json.ts'
import type { Exchange, Token, Verified } from '../../provider.ts'

// "A simple method for testing your bot's authentication token"
const GET_ME = 'https://core.telegram.org/bots/api#getme'
const ERRORS = 'https://core.telegram.org/bots/api#making-requests'

/** Asks for the bot that the token belongs to. The token is part of the address. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { status: 200, source: GET_ME, means: 'live', body: JSON.stringify({ ok: true, result: { id: 4711, is_bot: true, username: 'octo_bot' } }) },
    { status: 401, source: ERRORS, means: 'dead', body: JSON.stringify({ ok: false, error_code: 401, description: 'Unauthorized' }) },
    { status: 401, source: ERRORS, means: 'unknown', body: '' },
    { status: 404, source: ERRORS, means: 'unknown', body: JSON.stringify({ ok: false, error_code: 404, description: 'Not Found' }) },
    { status: 429, source: ERRORS, means: 'unknown', body: JSON.stringify({ ok: false, error_code: 429, parameters: { retry_after: 5 } }) },
    { status: 200, source: GET_ME, means: 'unknown', body: JSON.stringify({ ok: false }) },
  ],
}

function request(token: Token): HttpRequest {
  return { method: 'GET', url: token.secret.into((text) => `https://api.telegram.org/bot${text}/getMe`) }
}

function read(answer: HttpAnswer): Verified | undefined {
  if (answer.status === 401) return at(answer.json, 'error_code') === 401 ? { state: 'dead' } : undefined
  const owner = textAt(answer.json, 'result', 'username')
  return answer.status === 200 && owner !== undefined ? { state: 'live', facts: { owner } } : undefined
}
