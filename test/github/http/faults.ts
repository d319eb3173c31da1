import type { Json } from '../../../src/lib/json.ts'
import { seconds } from '../world/clock.ts'
import type { World } from '../world/world.ts'
import { failed, type Reply } from './reply.ts'

/**
 * How a call goes wrong. `drop`: the connection breaks before anything is done. `lose-answer`: everything is done, the answer never comes.
 * `delay`: milliseconds before anything is done.
 */
export type Fault =
  | 'drop'
  | 'lose-answer'
  | 'secondary-limit'
  | 'primary-limit'
  | { readonly delay: number }
  | { readonly status: number; readonly body?: Json; readonly headers?: Readonly<Record<string, string>> }

export interface FaultRule {
  /** An operation (`POST /repos/{owner}/{repo}/check-runs`), or a pattern for `METHOD /path?query`, also of git's own requests. */
  readonly match: string | RegExp
  /** How many calls it meets; 1 unless told. */
  readonly times?: number
  readonly with: Fault
}

export interface Faults {
  fail(rule: FaultRule): void
  clear(): void
}

export interface FaultBook extends Faults {
  /** The fault that meets this call, used up by it. */
  next(call: { readonly operation: string | undefined; readonly line: string }): Fault | undefined
}

export function createFaults(): FaultBook {
  const rules: { readonly rule: FaultRule; left: number }[] = []
  return {
    fail: (rule) => rules.push({ rule, left: rule.times ?? 1 }),
    clear: () => rules.splice(0),
    next(call) {
      const met = rules.find(({ rule, left }) => left > 0 && matches(rule.match, call))
      if (met === undefined) return undefined
      met.left--
      return met.rule.with
    },
  }
}

function matches(pattern: string | RegExp, call: { readonly operation: string | undefined; readonly line: string }): boolean {
  return typeof pattern === 'string' ? pattern === call.operation : pattern.test(call.line)
}

/** The answer that a fault puts in a call's place; undefined where the call goes on. */
export function faultReply(world: World, fault: Fault): Reply | undefined {
  if (fault === 'secondary-limit') {
    const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
    return { ...failed(403, message), headers: { 'retry-after': '1' } }
  }
  if (fault === 'primary-limit') {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(seconds(world.clock.now()) + 1) }
    return { ...failed(403, 'API rate limit exceeded.'), headers }
  }
  if (typeof fault === 'string' || 'delay' in fault) return undefined
  return { ...failed(fault.status, 'Server Error'), ...fault }
}
