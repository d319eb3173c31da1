import { bearer } from '../../lib/bearer.ts'
import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { textAt } from '../../lib/json.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'

const MODELS = 'https://platform.openai.com/docs/api-reference/models/list'
const PROJECTS = 'https://platform.openai.com/docs/api-reference/projects/list'
const CODES = 'https://platform.openai.com/docs/guides/error-codes'

const LIST = JSON.stringify({ object: 'list', data: [] })
const INVALID = failure('invalid_api_key', 'Incorrect API key provided')
const KEY = 'openai/project-key'

/** Lists the models; an admin key serves the administration only, so it lists one project. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { kind: KEY, status: 200, source: MODELS, means: 'live', headers: { 'openai-organization': 'octo-org' }, body: LIST },
    { kind: 'openai/user-key', status: 200, source: MODELS, means: 'live', body: LIST },
    { kind: 'openai/admin-key', status: 200, source: PROJECTS, means: 'live', body: LIST },
    { kind: KEY, status: 401, source: CODES, means: 'dead', body: INVALID },
    { kind: 'openai/service-account-key', status: 401, source: CODES, means: 'dead', body: INVALID },
    { kind: KEY, status: 401, source: CODES, means: 'unknown', body: failure(null, 'You must be a member of an organization') },
    { kind: KEY, status: 401, source: CODES, means: 'unknown', body: failure(null, 'Your IP is not authorized') },
    { kind: KEY, status: 401, source: CODES, means: 'unknown', body: failure('missing_scope', 'You have insufficient permissions') },
    { kind: KEY, status: 403, source: CODES, means: 'unknown', body: failure('unsupported_country_region_territory', 'Not supported') },
    { kind: KEY, status: 429, source: CODES, means: 'unknown', body: failure('rate_limit_exceeded', 'Rate limit reached') },
    { kind: KEY, status: 500, source: CODES, means: 'unknown', body: '' },
  ],
}

function request(token: Token): HttpRequest {
  const path = token.kind.id === 'openai/admin-key' ? '/v1/organization/projects?limit=1' : '/v1/models'
  return { method: 'GET', url: `https://api.openai.com${path}`, headers: bearer(token.secret) }
}

// A 401 has many reasons; only this code says that there is no such key.
function read(answer: HttpAnswer): Verified | undefined {
  if (answer.status === 401 && textAt(answer.json, 'error', 'code') === 'invalid_api_key') return { state: 'dead' }
  if (answer.status !== 200 || textAt(answer.json, 'object') !== 'list') return undefined
  return { state: 'live', facts: defined<Facts>({ account: answer.headers['openai-organization'] }) }
}

function failure(code: string | null, message: string): string {
  return JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code } })
}
