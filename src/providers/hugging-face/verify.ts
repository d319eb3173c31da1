import { bearer } from '../../lib/bearer.ts'
import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { isoTime } from '../../lib/iso-time.ts'
import { textAt } from '../../lib/json.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'

const WHOAMI = 'https://huggingface.co/docs/huggingface.js/hub/interfaces/AuthInfo'
const INVALID = 'https://github.com/huggingface/huggingface_hub/blob/main/src/huggingface_hub/hf_api.py'
const LIMITS = 'https://huggingface.co/docs/hub/rate-limits'

const WHO = { type: 'user', id: 'octo', name: 'octocat', fullname: 'Octo Cat' }
const ACCESS = { displayName: 'ci', role: 'read', createdAt: '2026-04-02T10:12:48.000Z' }
const USER = 'hugging-face/user-token'

/** Asks whose token it is and which role it has. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    {
      kind: USER, status: 200, source: WHOAMI, means: 'live',
      body: JSON.stringify({ ...WHO, auth: { type: 'access_token', accessToken: ACCESS } }),
    },
    { kind: 'hugging-face/organization-token', status: 200, source: WHOAMI, means: 'live', body: JSON.stringify({ ...WHO, type: 'org' }) },
    { kind: USER, status: 401, source: INVALID, means: 'dead', body: says('Invalid username or password.') },
    { kind: USER, status: 401, source: INVALID, means: 'dead', body: says('User Access Token "ci" is expired') },
    { kind: USER, status: 401, source: INVALID, means: 'unknown', body: '' },
    { kind: USER, status: 403, source: INVALID, means: 'unknown', body: says('Forbidden') },
    { kind: USER, status: 429, source: LIMITS, means: 'unknown', body: says('Too many requests') },
    { kind: USER, status: 500, source: LIMITS, means: 'unknown', body: '' },
  ],
}

function request(token: Token): HttpRequest {
  return { method: 'GET', url: 'https://huggingface.co/api/whoami-v2', headers: bearer(token.secret) }
}

// The vendor's own client takes every 401 of this call for an invalid token; only an answer of its API is believed.
function read(answer: HttpAnswer): Verified | undefined {
  if (answer.status === 401) return textAt(answer.json, 'error') === undefined ? undefined : { state: 'dead' }
  if (answer.status !== 200 || textAt(answer.json, 'name') === undefined) return undefined
  return { state: 'live', facts: factsOf(answer) }
}

function factsOf({ json }: HttpAnswer): Facts {
  const role = textAt(json, 'auth', 'accessToken', 'role')
  const expires = textAt(json, 'auth', 'expiresAt') ?? textAt(json, 'auth', 'accessToken', 'expiration')
  return defined<Facts>({
    owner: textAt(json, 'name'),
    scopes: role === undefined ? undefined : [role],
    created: isoTime(textAt(json, 'auth', 'accessToken', 'createdAt')),
    expires: isoTime(expires),
  })
}

function says(error: string): string {
  return JSON.stringify({ error })
}
