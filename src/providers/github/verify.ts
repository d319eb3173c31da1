import { bearer } from '../../lib/bearer.ts'
import { defined } from '../../lib/defined.ts'
import { isoTime } from '../../lib/iso-time.ts'
import { at, textAt } from '../../lib/json.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'

const USER = 'https://docs.github.com/en/rest/users/users#get-the-authenticated-user'
const REPOSITORIES = 'https://docs.github.com/en/rest/apps/installations#list-repositories-accessible-to-the-app-installation'
const FAILED = 'https://docs.github.com/en/rest/authentication/authenticating-to-the-rest-api#failed-login-limit'
const LIMITS = 'https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api'

const NO_REPOSITORIES = JSON.stringify({ total_count: 0, repositories: [] })

/** Asks who the token is; an installation token is nobody, so it is asked for one of its repositories. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    {
      kind: 'github/pat-classic', status: 200, source: USER, means: 'live',
      headers: { 'x-oauth-scopes': 'repo, read:org', 'github-authentication-token-expiration': '2027-03-01 08:30:00 UTC' },
      body: JSON.stringify({ login: 'octocat', id: 1, type: 'User' }),
    },
    { kind: 'github/oauth', status: 200, source: USER, means: 'live', body: JSON.stringify({ login: 'octocat', id: 1 }) },
    { kind: 'github/installation', status: 200, source: REPOSITORIES, means: 'live', body: NO_REPOSITORIES },
    { kind: 'github/pat-fine-grained', status: 401, source: FAILED, means: 'dead', body: says('Bad credentials') },
    { kind: 'github/installation-stateless', status: 401, source: FAILED, means: 'dead', body: says('Bad credentials') },
    { kind: 'github/pat-classic', status: 403, source: FAILED, means: 'unknown', body: says('Maximum number of attempts exceeded') },
    { kind: 'github/installation', status: 403, source: REPOSITORIES, means: 'unknown', body: says('Not accessible by integration') },
    { kind: 'github/pat-classic', status: 429, source: LIMITS, means: 'unknown', body: says('API rate limit exceeded') },
    { kind: 'github/pat-classic', status: 503, source: LIMITS, means: 'unknown', body: '' },
    { kind: 'github/pat-classic', status: 200, source: USER, means: 'unknown', body: '<html></html>' },
  ],
}

function request(token: Token): HttpRequest | 'cannot-ask' {
  if (token.kind.id === 'github/refresh') return 'cannot-ask'
  const path = isInstallation(token) ? '/installation/repositories?per_page=1' : '/user'
  return {
    method: 'GET',
    url: `https://api.github.com${path}`,
    headers: { ...bearer(token.secret), accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
  }
}

function read(answer: HttpAnswer, token: Token): Verified | undefined {
  if (answer.status === 401 && textAt(answer.json, 'message') === 'Bad credentials') return { state: 'dead' }
  if (answer.status !== 200) return undefined
  if (isInstallation(token)) return typeof at(answer.json, 'total_count') === 'number' ? { state: 'live' } : undefined
  const owner = textAt(answer.json, 'login')
  return owner === undefined ? undefined : { state: 'live', facts: { owner, ...fromHeaders(answer.headers) } }
}

/** Scopes of classic and OAuth tokens; the expiry, which reads `2027-03-01 08:30:00 UTC`. */
function fromHeaders(headers: HttpAnswer['headers']): Facts {
  return defined<Facts>({
    scopes: headers['x-oauth-scopes']?.split(',').map((scope) => scope.trim()).filter((scope) => scope !== ''),
    expires: isoTime(headers['github-authentication-token-expiration']),
  })
}

function isInstallation(token: Token): boolean {
  return token.kind.id === 'github/installation' || token.kind.id === 'github/installation-stateless'
}

function says(message: string): string {
  return JSON.stringify({ message })
}
