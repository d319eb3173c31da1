import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { textAt } from '../../lib/json.ts'
import type { Exchange, Token, Verified } from '../../provider.ts'

const USER = 'https://www.pulumi.com/docs/reference/cloud-rest-api/users/'
// "a 401 status code if the token is missing or invalid"
const BASICS = 'https://www.pulumi.com/docs/reference/cloud-rest-api/api-basics/'

/** Asks Pulumi Cloud whose the token is. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { status: 200, source: USER, means: 'live', body: JSON.stringify({ id: '1', githubLogin: 'octocat', organizations: [] }) },
    { status: 401, source: BASICS, means: 'dead', body: JSON.stringify({ code: 401, message: 'Unauthorized' }) },
    { status: 403, source: BASICS, means: 'unknown', body: JSON.stringify({ code: 403, message: 'Forbidden' }) },
    { status: 429, source: BASICS, means: 'unknown', body: '' },
    { status: 500, source: BASICS, means: 'unknown', body: '' },
    { status: 200, source: USER, means: 'unknown', body: '{}' },
  ],
}

function request(token: Token): HttpRequest {
  return {
    method: 'GET',
    url: 'https://api.pulumi.com/api/user',
    headers: { authorization: token.secret.into((text) => `token ${text}`), accept: 'application/vnd.pulumi+8', 'content-type': 'application/json' },
  }
}

function read(answer: HttpAnswer): Verified | undefined {
  if (answer.status === 401) return { state: 'dead' }
  const owner = answer.status === 200 ? textAt(answer.json, 'githubLogin') : undefined
  return owner === undefined ? undefined : { state: 'live', facts: { owner } }
}
