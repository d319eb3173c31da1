import type { Finding } from '../finding.ts'
import type { Standing } from './policy.ts'

/** Where a token stands at a time. What its provider says outweighs the date that it carries. */
export function standingOf(finding: Finding, now: Date): Standing {
  const { state } = finding.liveness
  return state === 'unknown' && isPast(finding.facts.expires, now) ? 'expired' : state
}

// A date that cannot be read is NaN, which is before nothing.
function isPast(date: string | undefined, now: Date): boolean {
  return date !== undefined && Date.parse(date) < now.getTime()
}
