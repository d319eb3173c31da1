import { bearer } from '../../lib/bearer.ts'
import { textAt } from '../../lib/json.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import type { Exchange, Revoked, Token } from '../../provider.ts'

const CREDENTIALS = 'https://docs.github.com/en/rest/credentials/revoke#revoke-a-list-of-credentials'
const INSTALLATION = 'https://docs.github.com/en/rest/apps/installations#revoke-an-installation-access-token'
const FAILED = 'https://docs.github.com/en/rest/authentication/authenticating-to-the-rest-api#failed-login-limit'

/**
 * Reports the token as found: that call must carry no authentication, and GitHub tells the owner.
 * It does not take installation tokens; these revoke themselves.
 */
export const revoke: Exchange<Revoked> = {
  request,
  read,
  answers: [
    { kind: 'github/pat-classic', status: 202, source: CREDENTIALS, means: 'accepted', body: '{}' },
    { kind: 'github/pat-fine-grained', status: 202, source: CREDENTIALS, means: 'accepted', body: '{}' },
    { kind: 'github/refresh', status: 202, source: CREDENTIALS, means: 'accepted', body: '{}' },
    { kind: 'github/oauth', status: 422, source: CREDENTIALS, means: 'refused', body: says('Validation Failed') },
    { kind: 'github/pat-classic', status: 403, source: CREDENTIALS, means: 'unknown', body: says('Forbidden') },
    { kind: 'github/pat-classic', status: 500, source: CREDENTIALS, means: 'unknown', body: '' },
    { kind: 'github/installation', status: 204, source: INSTALLATION, means: 'revoked', body: '' },
    { kind: 'github/installation-stateless', status: 204, source: INSTALLATION, means: 'revoked', body: '' },
    { kind: 'github/installation', status: 401, source: FAILED, means: 'already-dead', body: says('Bad credentials') },
    { kind: 'github/installation', status: 403, source: FAILED, means: 'unknown', body: says('Maximum number of attempts exceeded') },
  ],
}

const HEADERS = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' } as const

function request(token: Token): HttpRequest {
  if (revokesItself(token)) {
    return { method: 'DELETE', url: 'https://api.github.com/installation/token', headers: { ...bearer(token.secret), ...HEADERS } }
  }
  return {
    method: 'POST',
    url: 'https://api.github.com/credentials/revoke',
    headers: { ...HEADERS, 'content-type': 'application/json' },
    body: token.secret.into((text) => JSON.stringify({ credentials: [text] })),
  }
}

function read(answer: HttpAnswer, token: Token): Revoked | undefined {
  if (revokesItself(token)) {
    if (answer.status === 204) return { state: 'revoked' }
    return answer.status === 401 && textAt(answer.json, 'message') === 'Bad credentials' ? { state: 'already-dead' } : undefined
  }
  if (answer.status === 202) return { state: 'accepted' }
  return answer.status === 422 ? { state: 'refused', why: 'GitHub does not recognise the token' } : undefined
}

function revokesItself(token: Token): boolean {
  return token.kind.id === 'github/installation' || token.kind.id === 'github/installation-stateless'
}

function says(message: string): string {
  return JSON.stringify({ message })
}
