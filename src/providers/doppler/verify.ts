import { bearer } from '../../lib/bearer.ts'
import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { isoTime } from '../../lib/iso-time.ts'
import { textAt } from '../../lib/json.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'

const ME = 'https://docs.doppler.com/reference/auth-me'
const LIMITS = 'https://docs.doppler.com/docs/platform-limits'

/** Asks about the token itself. What a dead token is told is not documented. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    {
      status: 200, source: ME, means: 'live',
      body: JSON.stringify({ workplace: { name: 'Octo Org', slug: '4711' }, type: 'service_token', name: 'ci', created_at: '2026-01-01T00:00:00Z', last_seen_at: '2026-02-01T00:00:00Z' }),
    },
    { kind: 'doppler/cli-token', status: 200, source: ME, means: 'live', body: JSON.stringify({ type: 'cli' }) },
    { status: 401, source: ME, means: 'unknown', body: JSON.stringify({ success: false, messages: ['message'] }) },
    { status: 403, source: ME, means: 'unknown', body: '' },
    { status: 429, source: LIMITS, means: 'unknown', body: '' },
    { status: 200, source: ME, means: 'unknown', body: '{}' },
  ],
}

function request(token: Token): HttpRequest {
  return { method: 'GET', url: 'https://api.doppler.com/v3/me', headers: bearer(token.secret) }
}

function read(answer: HttpAnswer): Verified | undefined {
  if (answer.status !== 200 || textAt(answer.json, 'type') === undefined) return undefined
  const facts = defined<Facts>({
    owner: textAt(answer.json, 'name'),
    account: textAt(answer.json, 'workplace', 'name'),
    created: isoTime(textAt(answer.json, 'created_at')),
    lastUsed: isoTime(textAt(answer.json, 'last_seen_at')),
  })
  return { state: 'live', facts }
}
