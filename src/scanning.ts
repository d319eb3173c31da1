// The part of the library that a scan on this machine needs. A bundler takes whatever this file names for needed: so it names
// no more, and index.ts names it again.
export { outcome } from './finding.ts'
export type { Because, Finding, Judged, Match, Outcome, Position, Problem, Report, Stats, Verdict } from './finding.ts'

export { openLocal, type LocalRepo } from './repo/local.ts'
export { MOST_BYTES, type Content, type Gap, type Range, type Repo, type Version } from './repo/port.ts'

export { ruleVersion } from './scan/rule-version.ts'
export { shipped } from './shipped.ts'

export { guard, type Guarded, type GuardInput } from './flows/guard.ts'
export { guardText, type TextInput } from './flows/guard-text.ts'
export { POLICY_PATH, settings, type Settings } from './flows/settings.ts'

export { toJson, toJsonLines } from './report/json.ts'
export { toSarif } from './report/sarif.ts'
export { toText } from './report/text.ts'
