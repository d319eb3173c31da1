// The library: scan, guard, judge, migrate, report. It knows no ledger, no octokit and no Probot.

export * from './scanning.ts'
export type { Exchange, Facts, Liveness, Provider, Revoked, Token, TokenKind, Verified, WhyUnknown } from './provider.ts'
export type { Migration, RepoFacts } from './workflow.ts'
export { providers } from './providers/index.ts'

export { openBlobMemory } from './repo/blob-memory.ts'
export { mirrored, openMirror, reach, WHOLE_DEPTH, type Ends, type Mirror, type Tip } from './repo/mirror.ts'

export { compile, type Ruleset } from './scan/ruleset.ts'
export { scan } from './scan/scan.ts'

export { planMigration } from './flows/plan-when-asked.ts'
export { previewPolicy } from './flows/preview-policy.ts'
export { retire, type Retirement, type RetireInput } from './flows/retire.ts'
export { revokeToken } from './flows/revoke.ts'
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
export { toMarkdown } from './report/markdown.ts'
export { visible } from './report/visible.ts'
export type { Audience, Telling } from './report/audience.ts'
