import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { textAt } from '../../lib/json.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'

const ME = 'https://learning.postman.com/api-docs/api-reference/users/get-authenticated-user'
const LIMIT = 'https://learning.postman.com/docs/developer/postman-api/postman-api-rate-limits/'

/** Asks whose the key is. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { status: 200, source: ME, means: 'live', body: JSON.stringify({ user: { id: 1, username: 'octocat', email: 'user@example.com', teamName: 'Octo Org' } }) },
    { status: 401, source: ME, means: 'dead', body: JSON.stringify({ error: { name: 'AuthenticationError', message: 'An API key must be provided.' } }) },
    { status: 401, source: ME, means: 'unknown', body: '' },
    { status: 403, source: ME, means: 'unknown', body: JSON.stringify({ error: { name: 'forbiddenError' } }) },
    { status: 429, source: LIMIT, means: 'unknown', body: JSON.stringify({ error: 'rateLimited' }) },
    { status: 500, source: ME, means: 'unknown', body: JSON.stringify({ error: { name: 'serverError' } }) },
  ],
}

function request(token: Token): HttpRequest {
  return { method: 'GET', url: 'https://api.getpostman.com/me', headers: { 'x-api-key': token.secret } }
}

function read(answer: HttpAnswer): Verified | undefined {
  if (answer.status === 401) return textAt(answer.json, 'error', 'name') === 'AuthenticationError' ? { state: 'dead' } : undefined
  const owner = textAt(answer.json, 'user', 'username')
  if (answer.status !== 200 || owner === undefined) return undefined
  return { state: 'live', facts: defined<Facts>({ owner, account: textAt(answer.json, 'user', 'teamName') }) }
}
