import type { Json } from '../../../src/lib/json.ts'

export type JsonObject = { readonly [key: string]: Json }

/** What a call is answered with. `raw` is sent as it is, `body` as JSON. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Json
  readonly raw?: { readonly type: string; readonly bytes: Buffer }
}

/** An answer that ends a call wherever it stands: not found, not allowed, not valid. */
export class Refusal extends Error {
  readonly reply: Reply

  constructor(reply: Reply) {
    super(`refused with ${reply.status}`)
    this.reply = reply
  }
}

const DOCS = 'https://docs.github.com/rest'

export function ok(body: Json): Reply {
  return { status: 200, body }
}

export function created(body: Json, location?: string): Reply {
  return { status: 201, body, ...(location === undefined ? {} : { headers: { location } }) }
}

export function accepted(body: Json): Reply {
  return { status: 202, body }
}

export const NO_CONTENT: Reply = { status: 204 }

/** GitHub's plain error body; `status` is there as a string too. */
export function failed(status: number, message: string): Reply {
  return { status, body: { message, documentation_url: DOCS, status: String(status) } }
}

export function notFound(): Refusal {
  return new Refusal(failed(404, 'Not Found'))
}

/** 422 with a reason in words, as GitHub gives for refs, pull requests and commits. */
export function invalid(message: string): Refusal {
  return new Refusal(failed(422, message))
}

/** 422 `Validation Failed` with its list of errors. */
export function validationFailed(...errors: readonly Json[]): Refusal {
  return new Refusal({ status: 422, body: { message: 'Validation Failed', errors, documentation_url: DOCS, status: '422' } })
}

/** The value, or GitHub's 404 where there is none. */
export function found<T>(value: T | undefined): T {
  if (value === undefined) throw notFound()
  return value
}
