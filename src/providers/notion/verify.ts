import { bearer } from '../../lib/bearer.ts'
import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { textAt } from '../../lib/json.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'

const SELF = 'https://developers.notion.com/reference/get-self'
const STATUSES = 'https://developers.notion.com/reference/status-codes'

/** Asks for the bot that the token belongs to. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { status: 200, source: SELF, means: 'live', body: JSON.stringify({ object: 'user', type: 'bot', name: 'Octo Bot', bot: { workspace_name: 'Octo Org' } }) },
    { kind: 'notion/old-token', status: 200, source: SELF, means: 'live', body: JSON.stringify({ object: 'user', type: 'bot', bot: {} }) },
    { status: 401, source: STATUSES, means: 'dead', body: JSON.stringify({ object: 'error', status: 401, code: 'unauthorized' }) },
    { status: 403, source: STATUSES, means: 'unknown', body: JSON.stringify({ object: 'error', status: 403, code: 'restricted_resource' }) },
    { status: 429, source: STATUSES, means: 'unknown', body: JSON.stringify({ object: 'error', status: 429, code: 'rate_limited' }) },
    { status: 503, source: STATUSES, means: 'unknown', body: JSON.stringify({ object: 'error', status: 503, code: 'service_unavailable' }) },
    { status: 200, source: SELF, means: 'unknown', body: '{}' },
  ],
}

function request(token: Token): HttpRequest {
  return { method: 'GET', url: 'https://api.notion.com/v1/users/me', headers: { ...bearer(token.secret), 'notion-version': '2022-06-28' } }
}

function read(answer: HttpAnswer): Verified | undefined {
  if (answer.status === 401) return textAt(answer.json, 'code') === 'unauthorized' ? { state: 'dead' } : undefined
  if (answer.status !== 200 || textAt(answer.json, 'object') !== 'user') return undefined
  const facts = defined<Facts>({ owner: textAt(answer.json, 'name'), account: textAt(answer.json, 'bot', 'workspace_name') })
  return { state: 'live', facts }
}
