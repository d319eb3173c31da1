import type { Json } from '../../../src/lib/json.ts'
import type { Reply } from '../http/reply.ts'

export interface CheckedRequest {
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Json | undefined
}

export interface WebhookName {
  readonly event: string
  readonly action: string | null
}

/** Holds calls and webhooks against GitHub's own description. What it does not allow is recorded as a violation. */
export interface Checker {
  /** What is wrong with a request, in words; undefined where nothing is. */
  request(operation: string, request: CheckedRequest): string | undefined
  reply(operation: string, reply: Reply): void
  webhook(name: WebhookName, payload: Json): void
}

/** Allows everything: for the demo, which runs without the description. */
export const unchecked: Checker = {
  request: () => undefined,
  reply: () => undefined,
  webhook: () => undefined,
}
