import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { at } from '../../lib/json.ts'
import type { Exchange, Token, Verified } from '../../provider.ts'
import { SITES } from './sites.ts'

const VALIDATE = 'https://docs.datadoghq.com/api/latest/authentication/validate-api-key/'
const LIMIT = 'https://docs.datadoghq.com/api/latest/rate-limits/'
const kind = 'datadog/api-key'

/**
 * Asks whether an API key is valid at a site: `context.site`, else the first. Sites know nothing of each other, so "invalid" says
 * that a key is dead only where the operator said which site is its own. Other kinds need a scope or a second key.
 */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { kind, status: 200, source: VALIDATE, means: 'live', body: JSON.stringify({ valid: true }) },
    { kind, status: 403, source: VALIDATE, means: 'unknown', body: JSON.stringify({ errors: ['Forbidden'] }) },
    { kind, status: 200, source: VALIDATE, means: 'unknown', body: '{}' },
    { kind, status: 401, source: VALIDATE, means: 'unknown', body: '' },
    { kind, status: 429, source: LIMIT, means: 'unknown', body: JSON.stringify({ errors: ['Too many requests'] }) },
    { kind, status: 500, source: VALIDATE, means: 'unknown', body: '' },
  ],
}

function request(token: Token): HttpRequest | 'cannot-ask' {
  const host = SITES[token.context['site'] ?? 'datadoghq.com']
  if (token.kind.id !== kind || host === undefined) return 'cannot-ask'
  return { method: 'GET', url: `https://${host}/api/v1/validate`, headers: { 'dd-api-key': token.secret, accept: 'application/json' } }
}

function read(answer: HttpAnswer, token: Token): Verified | undefined {
  if (answer.status === 200 && at(answer.json, 'valid') === true) return { state: 'live' }
  const isRefused = answer.status === 403 && at(answer.json, 'errors') !== undefined
  return isRefused && token.context['site'] !== undefined ? { state: 'dead' } : undefined
}
