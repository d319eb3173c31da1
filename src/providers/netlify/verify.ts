import { bearer } from '../../lib/bearer.ts'
import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { textAt } from '../../lib/json.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'

const USER = 'https://open-api.netlify.com/#tag/user/operation/getCurrentUser'
const LIMIT = 'https://docs.netlify.com/api-and-cli-guides/api-guides/get-started-with-api/#rate-limiting'

/** Asks whose the token is. What a dead token is told is not documented. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { status: 200, source: USER, means: 'live', body: JSON.stringify({ id: '1', full_name: 'Octo Cat', email: 'user@example.com', created_at: '2026-01-01T00:00:00Z' }) },
    { status: 401, source: USER, means: 'unknown', body: JSON.stringify({ code: 401, message: 'message' }) },
    { status: 403, source: USER, means: 'unknown', body: '' },
    { status: 429, source: LIMIT, means: 'unknown', body: '' },
    { status: 200, source: USER, means: 'unknown', body: '{}' },
  ],
}

function request(token: Token): HttpRequest {
  return { method: 'GET', url: 'https://api.netlify.com/api/v1/user', headers: bearer(token.secret) }
}

function read(answer: HttpAnswer): Verified | undefined {
  const owner = textAt(answer.json, 'email')
  if (answer.status !== 200 || owner === undefined) return undefined
  return { state: 'live', facts: defined<Facts>({ owner, account: textAt(answer.json, 'full_name') }) }
}
