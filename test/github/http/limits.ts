import { seconds } from '../world/clock.ts'
import type { World } from '../world/world.ts'
import type { Caller, Routes } from './call.ts'
import { failed, ok, type JsonObject, type Reply } from './reply.ts'

// https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
const PER_HOUR = { nobody: 60, app: 5000, installation: 5000, user: 5000 } as const
const HOUR = 3600

interface Count {
  readonly limit: number
  readonly reset: number
  used: number
}

/** The primary rate limit: calls per hour and caller. */
export interface Limits {
  /** Counts a call; the answer to it where the hour's calls are used up. */
  take(caller: Caller): Reply | undefined
  headers(caller: Caller): Record<string, string>
  /** `rate-limit` */
  shape(caller: Caller): JsonObject
}

export function createLimits(world: World): Limits {
  const counts = new Map<string, Count>()
  function countOf(caller: Caller): Count {
    const now = seconds(world.clock.now())
    const key = keyOf(caller)
    const there = counts.get(key)
    if (there !== undefined && there.reset > now) return there
    const count = { limit: PER_HOUR[caller.as], reset: now + HOUR, used: 0 }
    counts.set(key, count)
    return count
  }
  return {
    take(caller) {
      const count = countOf(caller)
      if (count.used >= count.limit) return failed(403, 'API rate limit exceeded.')
      count.used++
      return undefined
    },
    headers: (caller) => headersOf(countOf(caller)),
    shape(caller) {
      const { limit, reset, used } = countOf(caller)
      return { limit, remaining: limit - used, reset, used }
    },
  }
}

/** https://docs.github.com/en/rest/rate-limit/rate-limit */
export function limitRoutes(limits: Limits): Routes {
  return {
    'GET /rate_limit': ({ caller }) => {
      const core = limits.shape(caller)
      return ok({ resources: { core, search: { ...core, limit: 30, remaining: 30, used: 0 } }, rate: core })
    },
  }
}

function headersOf(count: Count): Record<string, string> {
  return {
    'x-ratelimit-limit': String(count.limit),
    'x-ratelimit-remaining': String(count.limit - count.used),
    'x-ratelimit-reset': String(count.reset),
    'x-ratelimit-used': String(count.used),
    'x-ratelimit-resource': 'core',
  }
}

function keyOf(caller: Caller): string {
  if (caller.as === 'user') return `user ${caller.token.user.id}`
  if (caller.as === 'installation') return `installation ${caller.token.installation.id}`
  return caller.as === 'app' ? `app ${caller.app.id}` : 'nobody'
}
