import type { Because, Finding, Judged } from '../finding.ts'
import { adviceFor } from './advice.ts'
import { DEFAULT_RULES } from './default-rules.ts'
import { matchesOne } from './globs.ts'
import { revocationFor, type Conditions, type Exception, type Policy, type Rule, type Standing, type Stated } from './policy.ts'
import { standingOf } from './standing.ts'

export interface By {
  readonly policy: Policy
  readonly now: Date
}

/** A verdict for each finding, in the same order: an exception that holds, else the first rule that fits. */
export function judge(findings: readonly Finding[], by: By): readonly Judged[] {
  const exceptions = Map.groupBy(by.policy.exceptions, (exception) => exception.fingerprint)
  return findings.map((finding) => {
    const mine = (exceptions.get(finding.fingerprint) ?? []).filter((exception) => covers(exception, finding))
    const holding = mine.find((exception) => holds(exception, by.now))
    return holding === undefined ? ruled(finding, { by, expired: mine }) : excepted(finding, holding)
  })
}

// A short fingerprint is shared by many secrets: without a path it says nothing.
function covers(exception: Exception, finding: Finding): boolean {
  return exception.path === undefined ? finding.nature !== 'guessable' : exception.path === finding.path
}

function holds(exception: Exception, now: Date): boolean {
  return now.toISOString().slice(0, 10) <= exception.expires
}

// What is allowed is never revoked, whatever the policy says of its provider.
function excepted(finding: Finding, exception: Exception): Judged {
  const advice = `Leave it: ${exception.owner} answers for it until ${exception.expires} (${exception.reason}).`
  return { finding, verdict: 'allow', because: [because(exception)], advice, revocation: 'never' }
}

function ruled(finding: Finding, case_: { readonly by: By; readonly expired: readonly Exception[] }): Judged {
  const { by, expired } = case_
  const standing = standingOf(finding, by.now)
  const rule = by.policy.rules.find((rule) => fits(finding, { standing, when: rule.when })) ?? strictest
  return {
    finding,
    verdict: rule.verdict,
    because: [because(rule), ...expired.map(becauseExpired)],
    advice: adviceFor({ finding, standing, rule, expired: expired.at(-1) }),
    revocation: rule.verdict === 'allow' ? 'never' : revocationFor(by.policy, finding.provider),
  }
}

const strictest: Rule = DEFAULT_RULES.at(-1) ?? DEFAULT_RULES[0]

function fits(finding: Finding, to: { readonly standing: Standing; readonly when: Conditions }): boolean {
  const { kinds, standings, paths, severity, natures, ranks } = to.when
  return (
    (kinds === undefined || matchesOne(kinds, finding.kind)) &&
    (standings === undefined || standings.includes(to.standing)) &&
    (paths === undefined || matchesOne(paths, finding.path)) &&
    (severity === undefined || severity === finding.severity) &&
    (natures === undefined || natures.includes(finding.nature)) &&
    (ranks === undefined || ranks.includes(finding.rank))
  )
}

function because({ name, source, line }: Stated): Because {
  return { rule: name, source, line }
}

function becauseExpired(exception: Exception): Because {
  return { ...because(exception), rule: `${exception.name}, expired after ${exception.expires}` }
}
