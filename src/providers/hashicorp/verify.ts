import { bearer } from '../../lib/bearer.ts'
import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { at, textAt } from '../../lib/json.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'

const DETAILS = 'https://developer.hashicorp.com/terraform/cloud-docs/api-docs/account#get-your-account-details'
// "The 401 status code is reserved for problems with the authentication token"
const AUTHENTICATION = 'https://developer.hashicorp.com/terraform/cloud-docs/api-docs#authentication'
const LIMIT = 'https://developer.hashicorp.com/terraform/cloud-docs/api-docs#rate-limiting'
const kind = 'hashicorp/hcp-terraform-token'

/** Asks HCP Terraform whose the token is. A Vault is at an address of its own, so its tokens are not asked about. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    {
      kind, status: 200, source: DETAILS, means: 'live',
      body: JSON.stringify({ data: { type: 'users', attributes: { username: 'octocat', email: 'user@example.com', 'is-service-account': false } } }),
    },
    { kind, status: 401, source: AUTHENTICATION, means: 'dead', body: JSON.stringify({ errors: [{ status: '401', title: 'unauthorized' }] }) },
    { kind, status: 401, source: AUTHENTICATION, means: 'unknown', body: '<html></html>' },
    { kind, status: 404, source: AUTHENTICATION, means: 'unknown', body: JSON.stringify({ errors: [{ status: '404', title: 'not found' }] }) },
    { kind, status: 403, source: AUTHENTICATION, means: 'unknown', body: '' },
    { kind, status: 429, source: LIMIT, means: 'unknown', body: '' },
    { kind, status: 200, source: DETAILS, means: 'unknown', body: '{}' },
  ],
}

function request(token: Token): HttpRequest | 'cannot-ask' {
  if (token.kind.id !== kind) return 'cannot-ask'
  return {
    method: 'GET',
    url: 'https://app.terraform.io/api/v2/account/details',
    headers: { ...bearer(token.secret), 'content-type': 'application/vnd.api+json' },
  }
}

function read(answer: HttpAnswer): Verified | undefined {
  if (answer.status === 401) return textAt(answer.json, 'errors', 0, 'status') === '401' ? { state: 'dead' } : undefined
  const owner = textAt(answer.json, 'data', 'attributes', 'username')
  if (answer.status !== 200 || owner === undefined) return undefined
  const isService = at(answer.json, 'data', 'attributes', 'is-service-account') === true
  const facts = defined<Facts>({
    owner,
    account: textAt(answer.json, 'data', 'attributes', 'email'),
    detail: isService ? { service: 'true' } : undefined,
  })
  return { state: 'live', facts }
}
