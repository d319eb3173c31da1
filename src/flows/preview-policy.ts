import { judge } from '../policy/judge.ts'
import type { Policy } from '../policy/policy.ts'
import type { Repo } from '../repo/port.ts'
import type { Guarded } from './guard.ts'
import { POLICY_PATH, settings } from './settings.ts'

interface Preview {
  readonly head: string
  readonly judgedBy: Policy
  readonly guarded: Guarded
  readonly now: Date
}

/** What a policy that this commit carries would change, as notices: it counts only once the default branch has it. */
export async function previewPolicy(repo: Repo, { head, judgedBy, guarded, now }: Preview): Promise<readonly string[]> {
  const text = await repo.file(POLICY_PATH, head)
  if (text === undefined) return []
  const proposed = await settings(text)
  if (proposed.state === 'malformed') {
    return proposed.problems.map(({ line, column, message }) =>
      `This commit's ${POLICY_PATH}:${line}:${column} would be refused: ${message}`)
  }
  const findings = guarded.report.judged.map(({ finding }) => finding)
  const [today = 0, then = 0] = [judgedBy, proposed.policy]
    .map((policy) => judge(findings, { policy, now }).filter(({ verdict }) => verdict === 'block').length)
  if (today === then) return []
  return [`With this commit's ${POLICY_PATH} on the default branch, ${then} instead of ${today} findings here would block.`]
}
