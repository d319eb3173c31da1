import { MayflyError } from '../../lib/errors.ts'
import { textAt, type Json } from '../../lib/json.ts'
import { RetryLater } from '../../lib/retry-later.ts'

/** What octokit throws; its text and its request are never passed on, since they hold what was sent. */
interface RequestError {
  readonly status: number
  readonly response?: { readonly headers: Readonly<Record<string, string | number | undefined>>; readonly data?: Json }
}

/**
 * Makes one call to GitHub and gives its trouble a name: `gone` (uninstalled, suspended, archived, deleted), RetryLater
 * (limits, 5xx, no connection), else a MayflyError that says what was asked and what GitHub answered.
 */
export async function call<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw isRequestError(error) ? named(what, error) : isGraphqlError(error) ? refusedByGraphql(what, error) : error
  }
}

/** As `call`, with undefined for 404. */
export async function callMaybe<T>(what: string, ask: () => Promise<T>): Promise<T | undefined> {
  return maybe(what, { ask, absent: [404] })
}

/** As `call`, with undefined for 403, 404 and 410: what the App's permissions do not show, and what is no longer kept. */
export async function callIfAllowed<T>(what: string, ask: () => Promise<T>): Promise<T | undefined> {
  return maybe(what, { ask, absent: [403, 404, 410] })
}

async function maybe<T>(what: string, { ask, absent }: { ask: () => Promise<T>; absent: readonly number[] }): Promise<T | undefined> {
  try {
    return await call(what, ask)
  } catch (error) {
    const status = error instanceof Refused ? error.status : 0
    if (absent.includes(status)) return undefined
    throw error
  }
}

/** GitHub said no to one call: the status tells which no. */
export class Refused extends MayflyError {
  readonly status: number

  constructor(message: string, status: number) {
    super('github', message)
    this.name = 'Refused'
    this.status = status
  }
}

function named(what: string, error: RequestError): Error {
  const { status } = error
  const headers = error.response?.headers ?? {}
  const said = (textAt(error.response?.data, 'message') ?? '').slice(0, 120)
  const wait = waitOf(status, headers)
  if (wait !== undefined) return new RetryLater(`GitHub asked to wait ${wait} s before ${what}`, wait)
  if (status >= 500) return new RetryLater(`GitHub answered ${status} to ${what}`, 5)
  if (status === 401 || /suspended|archived/i.test(said)) return new MayflyError('gone', `GitHub refused ${what} (${status}): ${said}`)
  const lacks = status === 403 ? headers['x-accepted-github-permissions'] : undefined
  return new Refused(`GitHub refused ${what} (${status}): ${said}${lacks === undefined ? '' : ` (needs ${lacks})`}`, status)
}

// https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
function waitOf(status: number, headers: Readonly<Record<string, string | number | undefined>>): number | undefined {
  if (status !== 403 && status !== 429) return undefined
  const after = Number(headers['retry-after'])
  if (after > 0) return after
  if (String(headers['x-ratelimit-remaining']) === '0') {
    return Math.max(1, Number(headers['x-ratelimit-reset']) - Math.floor(Date.now() / 1000))
  }
  return status === 429 ? 60 : undefined
}

function isRequestError(error: unknown): error is RequestError {
  return error instanceof Error && 'status' in error && typeof error.status === 'number'
}

// GraphQL answers 200 also where it refuses: https://docs.github.com/en/graphql/guides/using-graphql-clients
interface GraphqlError {
  readonly errors: readonly { readonly type?: string; readonly message: string }[]
}

function refusedByGraphql(what: string, { errors: [first] }: GraphqlError): Error {
  if (first?.type === 'RATE_LIMITED') return new RetryLater(`GitHub asked to wait before ${what}`, 60)
  return new Refused(`GitHub refused ${what}: ${(first?.message ?? '').slice(0, 120)}`, first?.type === 'FORBIDDEN' ? 403 : 422)
}

function isGraphqlError(error: unknown): error is GraphqlError {
  return error instanceof Error && error.name === 'GraphqlResponseError' && 'errors' in error && Array.isArray(error.errors)
}
