import { bearer } from '../../lib/bearer.ts'
import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { textAt } from '../../lib/json.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'

const ACCOUNT = 'https://docs.digitalocean.com/reference/api/reference/account/#account_get'
const STATUSES = 'https://docs.digitalocean.com/reference/api/intro/#http-statuses'
const LIMIT = 'https://docs.digitalocean.com/reference/api/intro/#rate-limit'
const kind = 'digitalocean/personal-token'

/** Asks for the account that the token belongs to; a token without the scope `account:read` is told 403. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { kind, status: 200, source: ACCOUNT, means: 'live', body: JSON.stringify({ account: { email: 'user@example.com', status: 'active', team: { name: 'Octo Org' } } }) },
    { kind: 'digitalocean/oauth-token', status: 200, source: ACCOUNT, means: 'live', body: JSON.stringify({ account: { email: 'user@example.com' } }) },
    { kind, status: 401, source: ACCOUNT, means: 'dead', body: JSON.stringify({ id: 'unauthorized', message: 'Unable to authenticate you.' }) },
    { kind, status: 401, source: ACCOUNT, means: 'unknown', body: '' },
    { kind, status: 403, source: STATUSES, means: 'unknown', body: JSON.stringify({ id: 'forbidden', message: 'You do not have access for the attempted action.' }) },
    { kind, status: 429, source: LIMIT, means: 'unknown', body: JSON.stringify({ id: 'too_many_requests', message: 'API Rate limit exceeded.' }) },
    { kind, status: 500, source: ACCOUNT, means: 'unknown', body: JSON.stringify({ id: 'server_error' }) },
  ],
}

function request(token: Token): HttpRequest | 'cannot-ask' {
  if (token.kind.id === 'digitalocean/refresh-token') return 'cannot-ask'
  return { method: 'GET', url: 'https://api.digitalocean.com/v2/account', headers: bearer(token.secret) }
}

function read(answer: HttpAnswer): Verified | undefined {
  if (answer.status === 401) return textAt(answer.json, 'id')?.toLowerCase() === 'unauthorized' ? { state: 'dead' } : undefined
  const owner = textAt(answer.json, 'account', 'email')
  if (answer.status !== 200 || owner === undefined) return undefined
  return { state: 'live', facts: defined<Facts>({ owner, account: textAt(answer.json, 'account', 'team', 'name') }) }
}
