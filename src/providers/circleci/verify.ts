import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { textAt } from '../../lib/json.ts'
import type { Exchange, Token, Verified } from '../../provider.ts'

const ME = 'https://circleci.com/docs/api/v2/#tag/User/operation/getCurrentUser'
const kind = 'circleci/personal-token'

/**
 * Asks whose a personal token is; a project's token is nobody's. A server of one's own gives out tokens of the same form, so what
 * circleci.com does not know may live elsewhere.
 */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { kind, status: 200, source: ME, means: 'live', body: JSON.stringify({ id: '1', login: 'octocat', name: 'Octo Cat' }) },
    { kind, status: 401, source: ME, means: 'unknown', body: JSON.stringify({ message: 'You must log in first.' }) },
    { kind, status: 403, source: ME, means: 'unknown', body: '' },
    { kind, status: 429, source: ME, means: 'unknown', body: '' },
    { kind, status: 200, source: ME, means: 'unknown', body: '{}' },
  ],
}

function request(token: Token): HttpRequest | 'cannot-ask' {
  if (token.kind.id !== kind) return 'cannot-ask'
  return { method: 'GET', url: 'https://circleci.com/api/v2/me', headers: { 'circle-token': token.secret } }
}

function read(answer: HttpAnswer): Verified | undefined {
  const owner = answer.status === 200 ? textAt(answer.json, 'login') : undefined
  return owner === undefined ? undefined : { state: 'live', facts: { owner } }
}
