import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { isoTime } from '../../lib/iso-time.ts'
import { textAt } from '../../lib/json.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'

const TOKENINFO = 'https://docs.cloud.google.com/docs/authentication/token-types#at-contents'
// Google's own client calls every 4xx with this endpoint a bad token; we believe the one that says so itself.
const BAD_TOKEN = 'https://pkg.go.dev/go.chromium.org/luci/common/gcloud/googleoauth#GetTokenInfo'
const kind = 'google/oauth-access-token'

/** Asks Google what an access token holds; of the other kinds none can be asked about without being used. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    {
      kind, status: 200, source: TOKENINFO, means: 'live',
      body: JSON.stringify({ azp: '32553540559.apps.example', exp: '1893456000', scope: 'openid https://www.googleapis.com/auth/cloud-platform', email: 'user@example.com' }),
    },
    { kind, status: 400, source: BAD_TOKEN, means: 'dead', body: JSON.stringify({ error: 'invalid_token', error_description: 'Invalid Value' }) },
    { kind, status: 400, source: BAD_TOKEN, means: 'unknown', body: JSON.stringify({ error: 'invalid_request' }) },
    { kind, status: 403, source: TOKENINFO, means: 'unknown', body: '' },
    { kind, status: 429, source: TOKENINFO, means: 'unknown', body: '' },
    { kind, status: 503, source: TOKENINFO, means: 'unknown', body: '' },
    { kind, status: 200, source: TOKENINFO, means: 'unknown', body: '{}' },
  ],
}

function request(token: Token): HttpRequest | 'cannot-ask' {
  if (token.kind.id !== kind) return 'cannot-ask'
  return { method: 'GET', url: token.secret.into((text) => `https://oauth2.googleapis.com/tokeninfo?access_token=${encodeURIComponent(text)}`) }
}

function read(answer: HttpAnswer): Verified | undefined {
  if (answer.status === 400) return textAt(answer.json, 'error') === 'invalid_token' ? { state: 'dead' } : undefined
  const expires = textAt(answer.json, 'exp')
  if (answer.status !== 200 || expires === undefined) return undefined
  const facts = defined<Facts>({
    owner: textAt(answer.json, 'email'),
    expires: isoTime(Number(expires)),
    scopes: textAt(answer.json, 'scope')?.split(' '),
  })
  return { state: 'live', facts }
}
