import { bearer } from '../../lib/bearer.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { textAt } from '../../lib/json.ts'
import type { Exchange, Token, Verified } from '../../provider.ts'

const USER = 'https://vercel.com/docs/rest-api/reference/endpoints/user/get-the-user'
const kind = 'vercel/personal-token'

/** Asks whose a personal token is. A token of one project may not ask for that, so a refusal says nothing. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { kind, status: 200, source: USER, means: 'live', body: JSON.stringify({ user: { id: '1', username: 'octocat', email: 'user@example.com' } }) },
    { kind, status: 401, source: USER, means: 'unknown', body: '' },
    { kind, status: 403, source: USER, means: 'unknown', body: JSON.stringify({ error: { code: 'forbidden', message: 'Not authorized' } }) },
    { kind, status: 429, source: 'https://vercel.com/docs/limits', means: 'unknown', body: '' },
    { kind, status: 200, source: USER, means: 'unknown', body: '{}' },
  ],
}

function request(token: Token): HttpRequest | 'cannot-ask' {
  if (token.kind.id !== kind) return 'cannot-ask'
  return { method: 'GET', url: 'https://api.vercel.com/v2/user', headers: bearer(token.secret) }
}

function read(answer: HttpAnswer): Verified | undefined {
  const owner = answer.status === 200 ? textAt(answer.json, 'user', 'username') : undefined
  return owner === undefined ? undefined : { state: 'live', facts: { owner } }
}
