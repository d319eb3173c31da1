import { bearer } from '../../lib/bearer.ts'
import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { textAt } from '../../lib/json.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'

const ACCOUNT = 'https://docs.stripe.com/api/accounts/retrieve'
const ERRORS = 'https://docs.stripe.com/api/errors'
const CODES = 'https://docs.stripe.com/error-codes'
const FORBIDDEN = 'https://docs.stripe.com/changelog/2016-10-19/insufficient-permissions-throw-403-error'
const ADDRESSES = 'https://docs.stripe.com/keys#limit-api-secret-keys-ip-address'

const SECRET = 'stripe/secret-key'
const RESTRICTED = 'stripe/restricted-key'
const OCTO = JSON.stringify({ id: 'acct_octo', object: 'account', business_profile: { name: null }, country: 'US' })
const OTHER_ADDRESS = 'The API key provided does not allow requests from your IP address.'
const NO_PERMISSION = 'The provided key does not have the required permissions for this endpoint.'

/** Asks for the key's own account. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { kind: SECRET, status: 200, source: ACCOUNT, means: 'live', body: OCTO },
    { kind: RESTRICTED, status: 200, source: ACCOUNT, means: 'live', body: OCTO },
    { kind: RESTRICTED, status: 403, source: FORBIDDEN, means: 'live', body: failure(NO_PERMISSION) },
    { kind: SECRET, status: 401, source: ERRORS, means: 'dead', body: failure('Invalid API Key provided') },
    { kind: RESTRICTED, status: 401, source: CODES, means: 'dead', body: failure('Expired API Key provided') },
    { kind: SECRET, status: 401, source: ADDRESSES, means: 'unknown', body: failure(OTHER_ADDRESS) },
    { kind: SECRET, status: 401, source: ERRORS, means: 'unknown', body: '' },
    { kind: SECRET, status: 403, source: ERRORS, means: 'unknown', body: failure(NO_PERMISSION) },
    { kind: RESTRICTED, status: 403, source: ERRORS, means: 'unknown', body: failure(OTHER_ADDRESS) },
    { kind: SECRET, status: 429, source: ERRORS, means: 'unknown', body: failure('Request rate limit exceeded') },
    { kind: SECRET, status: 500, source: ERRORS, means: 'unknown', body: '' },
  ],
}

function request(token: Token): HttpRequest | 'cannot-ask' {
  if (token.kind.id === 'stripe/webhook-secret') return 'cannot-ask'
  return { method: 'GET', url: 'https://api.stripe.com/v1/account', headers: bearer(token.secret) }
}

// A 403 says that the key lacks a permission, as only a restricted key can; a 401 that there is no such key.
function read(answer: HttpAnswer, token: Token): Verified | undefined {
  const message = textAt(answer.json, 'error', 'message') ?? ''
  if (answer.status === 401 && /^(?:Invalid|Expired) API Key provided/i.test(message)) return { state: 'dead' }
  if (answer.status === 403 && token.kind.id === 'stripe/restricted-key') {
    return /required permissions/.test(message) ? { state: 'live' } : undefined
  }
  if (answer.status !== 200 || textAt(answer.json, 'object') !== 'account') return undefined
  return { state: 'live', facts: factsOf(answer) }
}

function factsOf({ json }: HttpAnswer): Facts {
  return defined<Facts>({ owner: textAt(json, 'business_profile', 'name'), account: textAt(json, 'id') })
}

function failure(message: string): string {
  return JSON.stringify({ error: { type: 'invalid_request_error', message } })
}
