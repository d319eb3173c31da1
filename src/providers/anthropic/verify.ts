import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { isList, at, textAt } from '../../lib/json.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'

const MODELS = 'https://platform.claude.com/docs/en/api/models/list'
const ORGANIZATION = 'https://platform.claude.com/docs/en/api/admin/organizations/me'
const ERRORS = 'https://platform.claude.com/docs/en/api/errors'

const MODEL_LIST = JSON.stringify({ data: [], has_more: false, first_id: null, last_id: null })
const OCTO = JSON.stringify({ id: 'octo-id', type: 'organization', name: 'Octo' })

/** Lists one model; an admin key serves the Admin API only, so it is asked for its organisation. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { kind: 'anthropic/api-key', status: 200, source: MODELS, means: 'live', body: MODEL_LIST },
    { kind: 'anthropic/admin-key', status: 200, source: ORGANIZATION, means: 'live', body: OCTO },
    { kind: 'anthropic/api-key', status: 401, source: ERRORS, means: 'dead', body: failure('authentication_error') },
    { kind: 'anthropic/admin-key', status: 401, source: ERRORS, means: 'dead', body: failure('authentication_error') },
    { kind: 'anthropic/api-key', status: 401, source: ERRORS, means: 'unknown', body: '' },
    { kind: 'anthropic/api-key', status: 403, source: ERRORS, means: 'unknown', body: failure('permission_error') },
    { kind: 'anthropic/api-key', status: 429, source: ERRORS, means: 'unknown', body: failure('rate_limit_error') },
    { kind: 'anthropic/api-key', status: 529, source: ERRORS, means: 'unknown', body: failure('overloaded_error') },
  ],
}

// OAuth tokens are made for Claude Code alone: no call with them is documented.
function request(token: Token): HttpRequest | 'cannot-ask' {
  if (token.kind.id === 'anthropic/oauth-token') return 'cannot-ask'
  const path = isAdmin(token) ? '/v1/organizations/me' : '/v1/models?limit=1'
  return {
    method: 'GET',
    url: `https://api.anthropic.com${path}`,
    headers: { 'x-api-key': token.secret, 'anthropic-version': '2023-06-01', accept: 'application/json' },
  }
}

function read(answer: HttpAnswer, token: Token): Verified | undefined {
  if (answer.status === 401 && textAt(answer.json, 'error', 'type') === 'authentication_error') return { state: 'dead' }
  if (answer.status !== 200) return undefined
  if (!isAdmin(token)) return isList(at(answer.json, 'data')) ? { state: 'live' } : undefined
  if (textAt(answer.json, 'type') !== 'organization') return undefined
  return { state: 'live', facts: defined<Facts>({ owner: textAt(answer.json, 'name'), account: textAt(answer.json, 'id') }) }
}

function isAdmin(token: Token): boolean {
  return token.kind.id === 'anthropic/admin-key'
}

function failure(type: string): string {
  return JSON.stringify({ type: 'error', error: { type, message: 'as documented' } })
}
