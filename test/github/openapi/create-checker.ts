import type { ErrorObject, ValidateFunction } from 'ajv'
import type { Json } from '../../../src/lib/json.ts'
import { isObject } from '../http/body.ts'
import type { Reply } from '../http/reply.ts'
import type { Checker, CheckedRequest, WebhookName } from './checker.ts'
import { loadDescription, type Description } from './description.ts'

// Not part of the REST description.
const GRAPHQL = 'POST /graphql'

/** A checker that records what GitHub's description does not allow. */
export function createChecker(violations: string[]): Checker {
  const description = loadDescription()
  return {
    request(operation, request) {
      if (operation === GRAPHQL) return undefined
      const wrong = wrongRequest(description, { ...request, operation })
      if (wrong === undefined) return undefined
      violations.push(`${operation}: ${wrong.what}`)
      return wrong.refused ? wrong.what : undefined
    },
    reply(operation, reply) {
      const wrong = operation === GRAPHQL ? undefined : wrongReply(description, { operation, reply })
      if (wrong !== undefined) violations.push(`${operation} answered ${reply.status}: ${wrong}`)
    },
    webhook(name, payload) {
      const wrong = wrongWebhook(description, { name, payload })
      if (wrong !== undefined) violations.push(`webhook ${name.event}.${name.action ?? ''}: ${wrong}`)
    },
  }
}

/** What GitHub would refuse, or what it would silently ignore, so that a misspelt name does not pass. */
interface Wrong {
  readonly what: string
  readonly refused: boolean
}

function wrongRequest(description: Description, request: CheckedRequest & { readonly operation: string }): Wrong | undefined {
  const operation = description.operation(request.operation)
  if (operation === undefined) return { what: 'GitHub has no such call', refused: true }
  const { path, query, body } = request
  const parameters = errorsOf(operation.parameters, { ...path, ...Object.fromEntries(query) })
  if (parameters !== undefined) return { what: `parameters ${parameters}`, refused: true }
  const unknown = [...query.keys()].find((name) => !operation.queryNames.has(name))
  if (unknown !== undefined) return { what: `the query has no parameter ${unknown}`, refused: false }
  if (operation.body === undefined || (body === undefined && !operation.body.required)) return undefined
  const wrong = errorsOf(operation.body.check, body ?? null)
  if (wrong !== undefined) return { what: `body ${wrong}`, refused: true }
  const { fields } = operation.body
  const stray = isObject(body) && fields.size > 0 ? Object.keys(body).find((name) => !fields.has(name)) : undefined
  return stray === undefined ? undefined : { what: `the body has no member ${stray}`, refused: false }
}

function wrongReply(
  description: Description,
  { operation, reply }: { readonly operation: string; readonly reply: Reply },
): string | undefined {
  const type = mediaType(reply)
  const declared = description.operation(operation)?.reply(reply.status, type)
  if (declared === 'empty') return reply.body === undefined || reply.status >= 400 ? undefined : 'it has a body'
  if (reply.raw !== undefined && (declared !== undefined || reply.status === 200)) return undefined
  if (declared !== undefined) return errorsOf(declared, reply.body ?? null)
  // What every call may answer although no description says so: redirects, refusals, limits, outages.
  return reply.status < 300 ? 'no such status is declared' : errorsOf(description.component('basic-error'), reply.body ?? null)
}

function wrongWebhook(
  description: Description,
  { name, payload }: { readonly name: WebhookName; readonly payload: Json },
): string | undefined {
  const words = [name.event, name.action].flatMap((word) => (word === null ? [] : [word.replaceAll('_', '-')]))
  const check = description.webhook(words.join('-')) ?? description.webhook(words[0] ?? '')
  return check === undefined ? 'GitHub has no such webhook' : errorsOf(check, payload)
}

function mediaType(reply: Reply): string {
  if (reply.headers?.['x-github-media-type']?.includes('param=object') === true) return 'application/vnd.github.object'
  return (reply.raw?.type ?? 'application/json').split(';')[0] ?? ''
}

function errorsOf(check: ValidateFunction, value: Json): string | undefined {
  if (check(value)) return undefined
  return (check.errors ?? []).slice(0, 5).map(inWords).join('; ')
}

/** Where and what is wrong, without the value: it may hold a secret. */
function inWords(error: ErrorObject): string {
  return `${error.instancePath || '/'} ${error.message ?? error.keyword} ${JSON.stringify(error.params)}`
}
