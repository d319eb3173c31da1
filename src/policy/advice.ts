import type { Finding } from '../finding.ts'
import type { WhyUnknown } from '../provider.ts'
import type { Exception, Rule, Standing } from './policy.ts'

export interface Case {
  readonly finding: Finding
  readonly standing: Standing
  readonly rule: Rule
  /** The exception that would have covered it, had it not expired. */
  readonly expired: Exception | undefined
}

/** What the reader can do now. It may tell how the token stands: for private eyes only. */
export function adviceFor(it: Case): string {
  if (it.rule.verdict === 'allow') return `Leave it: ${it.rule.name} allows it.`
  const todo = adviceOn(it)
  if (it.expired === undefined) return todo
  const { name, expires, source, line } = it.expired
  return `Renew ${name} (${source}:${line}), which expired after ${expires}, or settle it. ${todo}`
}

function adviceOn({ finding, standing, rule }: Case): string {
  if (standing === 'dead') return `Already dead; ${leisure(rule)}`
  if (standing === 'expired') return `Past its own expiry (${finding.facts.expires}); ${leisure(rule)}`
  if (finding.nature === 'identifier') return 'Make sure that its secret half is nowhere in the repository; alone it is worth nothing.'
  if (standing === 'live') return `Revoke it, then give its users a new one: ${HISTORY}`
  if (finding.rank !== 'provider') return `If it is real, replace it and keep the new one out of the repository: ${HISTORY}`
  return `Revoke it unless you know that it is dead (${whyUnknown(finding)}): ${HISTORY}`
}

const HISTORY = 'it stays in the history, so removing the line is not enough.'

function leisure(rule: Rule): string {
  return rule.verdict === 'warn' ? 'remove it at leisure.' : `yet ${rule.name} blocks it: record an exception or change the rule.`
}

function whyUnknown({ liveness }: Finding): string {
  return liveness.state === 'unknown' ? WHY[liveness.why] : liveness.state
}

const WHY: Readonly<Record<WhyUnknown, string>> = {
  'not-asked': 'its provider was not asked',
  'cannot-ask': 'its provider cannot be asked without doing harm',
  'incomplete': 'its other half was not found, so its provider could not be asked',
  'unreachable': 'its provider could not be reached',
  'rate-limited': 'its provider took no more questions for now',
  'unclear': 'its provider gave no clear answer',
}
