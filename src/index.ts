// The library: scan, guard, judge, migrate, report. It knows no ledger, no octokit and no Probot.
import type { PlanMigration } from './flows/plan-migration.ts'
import type { MigrationPlan } from './migrate/plan.ts'

export { outcome } from './finding.ts'
export type { Because, Finding, Judged, Match, Outcome, Position, Problem, Report, Stats, Verdict } from './finding.ts'
export type { Exchange, Facts, Liveness, Provider, Revoked, Token, TokenKind, Verified, WhyUnknown } from './provider.ts'
export type { Migration, RepoFacts } from './workflow.ts'
export { providers } from './providers/index.ts'

export { openBlobMemory, openLocal, type LocalRepo } from './repo/local.ts'
export { mirrored, openMirror, reach, WHOLE_DEPTH, type Ends, type Mirror, type Tip } from './repo/mirror.ts'
export { MOST_BYTES, type Content, type Gap, type Range, type Repo, type Version } from './repo/port.ts'

export { ruleVersion } from './scan/rule-version.ts'
export { compile, type Ruleset } from './scan/ruleset.ts'
export { scan } from './scan/scan.ts'

export { guard, type Guarded, type GuardInput } from './flows/guard.ts'
export { guardText, type TextInput } from './flows/guard-text.ts'
export { previewPolicy } from './flows/preview-policy.ts'
export { retire, type Retirement, type RetireInput } from './flows/retire.ts'
export { revokeToken } from './flows/revoke.ts'
export { POLICY_PATH, settings, type Settings } from './flows/settings.ts'
export { staticCredentials } from './flows/static-credentials.ts'
export { trustsOf, type Trusted } from './flows/trust.ts'
export { verifyToken } from './flows/verify.ts'

export { judge } from './policy/judge.ts'
export { parsePolicy, type ParsedPolicy } from './policy/parse.ts'
export { defaultPolicy, type Policy } from './policy/policy.ts'
export { strays } from './policy/strays.ts'

export { unifiedDiff } from './migrate/diff.ts'
export { letter } from './migrate/letter.ts'
export type { MigrationPlan } from './migrate/plan.ts'
export { toMigrationJson } from './migrate/to-migration-json.ts'

export { palette } from './report/color.ts'
export { checkAnnotation, type CheckAnnotation } from './report/check-annotation.ts'
export { fit } from './report/fit.ts'
export { headline } from './report/headline.ts'
export { toJson, toJsonLines } from './report/json.ts'
export { toMarkdown } from './report/markdown.ts'
export { toSarif } from './report/sarif.ts'
export { toText } from './report/text.ts'
export { visible } from './report/visible.ts'
export type { Audience, Telling } from './report/audience.ts'

/** Plans the migration of a repository's workflows; loaded when it is first used, since GitHub's workflow parser is large. */
export async function planMigration(input: PlanMigration): Promise<MigrationPlan> {
  const flow = await import('./flows/plan-migration.ts')
  return flow.planMigration(input)
}
