import { matchesOne } from './globs.ts'
import type { Policy } from './policy.ts'

/** Whether the policy leaves this path (relative to the repository, forward slashes) out of every scan. */
export function ignores(policy: Policy, path: string): boolean {
  return matchesOne(policy.ignored, path)
}
