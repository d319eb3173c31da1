import { guard, type Guarded, type GuardInput } from '../../src/flows/guard.ts'
import type { Judged } from '../../src/finding.ts'
import { defaultPolicy, type Policy } from '../../src/policy/policy.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { provider as github } from '../../src/providers/github/index.ts'
import { provider as slack } from '../../src/providers/slack/index.ts'
import { provider as stripe } from '../../src/providers/stripe/index.ts'
import { openLocal } from '../../src/repo/local.ts'
import type { Range } from '../../src/repo/port.ts'

export const now = new Date('2026-02-01T00:00:00Z')
export const providers = [github, slack, stripe]

/** Guards a folder with three providers and nobody asked, unless told otherwise. */
export async function guardIn(folder: string, asked: { readonly range: Range } & Partial<GuardInput>): Promise<Guarded> {
  const repo = await openLocal(folder)
  try {
    return await guard({ providers, policy: defaultPolicy(), verify: false, now, prefix: repo.prefix, ...asked, repo })
  } finally {
    await repo.close()
  }
}

export function policyOf(text: string): Policy {
  const parsed = parsePolicy(text, 'policy.yml')
  if (parsed.state === 'malformed') throw new Error(JSON.stringify(parsed.problems))
  return parsed.policy
}

/** `kind path line:column verdict`, with the commit's place in `commits` where it has one. */
export function told({ report }: Guarded, commits: readonly string[] = []): readonly string[] {
  return report.judged.map((judged) => lineOf(judged, commits)).toSorted()
}

function lineOf({ finding, verdict }: Judged, commits: readonly string[]): string {
  const { kind, path, start, commit } = finding
  return `${kind} ${path} ${start.line}:${start.column} ${verdict}${commit === undefined ? '' : ` in ${commits.indexOf(commit) + 1}`}`
}
