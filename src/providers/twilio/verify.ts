import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { at, textAt } from '../../lib/json.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'

const ACCOUNT = 'https://www.twilio.com/docs/iam/api/account#fetch-an-account-resource'
const DENIED = 'https://www.twilio.com/docs/api/errors/20003'
const kind = 'twilio/auth-token'

/** Fetches the account that an auth token belongs to. Keys may not fetch accounts, so there is no asking for them. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { kind, status: 200, source: ACCOUNT, means: 'live', body: JSON.stringify({ friendly_name: 'Octo Org', status: 'active', type: 'Full' }) },
    { kind, status: 401, source: DENIED, means: 'dead', body: JSON.stringify({ code: 20003, message: 'Authenticate', status: 401 }) },
    { kind: 'twilio/auth-token-beside-account', status: 200, source: ACCOUNT, means: 'live', body: JSON.stringify({ friendly_name: 'Octo Org', status: 'suspended' }) },
    { kind, status: 401, source: DENIED, means: 'unknown', body: '' },
    { kind, status: 403, source: DENIED, means: 'unknown', body: JSON.stringify({ code: 20403, status: 403 }) },
    { kind, status: 404, source: ACCOUNT, means: 'unknown', body: JSON.stringify({ code: 20404, status: 404 }) },
    { kind, status: 429, source: 'https://www.twilio.com/docs/api/errors/20429', means: 'unknown', body: JSON.stringify({ code: 20429, status: 429 }) },
    { kind, status: 500, source: ACCOUNT, means: 'unknown', body: '' },
  ],
}

function request(token: Token): HttpRequest | 'cannot-ask' | 'incomplete' {
  if (token.kind.id !== kind && token.kind.id !== 'twilio/auth-token-beside-account') return 'cannot-ask'
  const account = token.parts['account']
  if (account === undefined) return 'incomplete'
  return {
    method: 'GET',
    url: account.into((sid) => `https://api.twilio.com/2010-04-01/Accounts/${sid}.json`),
    headers: { authorization: token.secret.into((text) => `Basic ${Buffer.from(`${account.reveal()}:${text}`).toString('base64')}`) },
  }
}

function read(answer: HttpAnswer): Verified | undefined {
  if (answer.status === 401) return at(answer.json, 'code') === 20003 ? { state: 'dead' } : undefined
  const status = textAt(answer.json, 'status')
  if (answer.status !== 200 || status === undefined) return undefined
  return { state: 'live', facts: defined<Facts>({ owner: textAt(answer.json, 'friendly_name'), detail: { status } }) }
}
