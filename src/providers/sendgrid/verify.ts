import { bearer } from '../../lib/bearer.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { at, isList, textAt, textsAt } from '../../lib/json.ts'
import type { Exchange, Token, Verified } from '../../provider.ts'

const SCOPES = 'https://www.twilio.com/docs/sendgrid/api-reference/api-key-permissions'
const ERRORS = 'https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/errors'
const CAUSES = 'https://support.sendgrid.com/hc/en-us/articles/18322114821403-4XX-API-Errors-and-Troubleshooting-Suggestions'

const INVALID = 'The provided authorization grant is invalid, expired, or revoked'

/** Asks for the key's own scopes, in the EU where the operator's configuration says so. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { status: 200, source: SCOPES, means: 'live', body: JSON.stringify({ scopes: ['mail.send', 'alerts.read'] }) },
    { status: 401, source: CAUSES, means: 'dead', body: failure(INVALID) },
    { status: 401, source: ERRORS, means: 'unknown', body: failure('authorization required') },
    { status: 403, source: ERRORS, means: 'unknown', body: failure('access forbidden') },
    { status: 429, source: ERRORS, means: 'unknown', body: failure('too many requests') },
    { status: 500, source: ERRORS, means: 'unknown', body: '' },
  ],
}

function request(token: Token): HttpRequest {
  const host = token.context['region'] === 'eu' ? 'api.eu.sendgrid.com' : 'api.sendgrid.com'
  return { method: 'GET', url: `https://${host}/v3/scopes`, headers: bearer(token.secret) }
}

function read(answer: HttpAnswer): Verified | undefined {
  if (answer.status === 401 && textAt(answer.json, 'errors', 0, 'message') === INVALID) return { state: 'dead' }
  if (answer.status !== 200 || !isList(at(answer.json, 'scopes'))) return undefined
  return { state: 'live', facts: { scopes: textsAt(answer.json, 'scopes') ?? [] } }
}

function failure(message: string): string {
  return JSON.stringify({ errors: [{ field: null, message }] })
}
