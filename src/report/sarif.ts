import { outcome, type Judged, type Report } from '../finding.ts'
import type { Audience, Telling } from './audience.ts'
import { byPlace, strictestFirst } from './in-order.ts'
import { sarifRule } from './sarif-rule.ts'
import { adviceTo, leadOf, reasonsTo, standingTo } from './telling.ts'
import { visible } from './visible.ts'
import { problemLine } from './words.ts'

export interface SarifOptions {
  /** Mayfly's own version. */
  readonly version: string
  /** `public` unless told: the file is often handed on. */
  readonly audience?: Audience
}

// GitHub keeps the 5,000 first of at most 25,000:
// https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
const MOST_RESULTS = 5_000

/** SARIF 2.1.0 of what blocks and warns, for GitHub's code scanning and others. What the policy allows is left out. */
export function toSarif(report: Report, { version, audience = 'public' }: SarifOptions): string {
  const told = strictestFirst(report.judged.filter(({ verdict }) => verdict !== 'allow')).slice(0, MOST_RESULTS).toSorted(byPlace)
  const kinds = [...new Map(told.map((judged) => [judged.finding.kind, judged])).values()]
  const ruleIndex = new Map(kinds.map(({ finding }, i) => [finding.kind, i]))
  const occurrences = numbered(told)
  const run = {
    tool: { driver: { name: 'Mayfly', semanticVersion: version, version, rules: kinds.map(sarifRule) } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the scanned repository.' } } },
    invocations: [invocation(report)],
    results: told.map((judged, i) => ({
      ruleId: judged.finding.kind,
      ruleIndex: ruleIndex.get(judged.finding.kind),
      level: judged.verdict === 'block' ? 'error' : 'warning',
      message: { text: messageOf(judged, { audience }) },
      locations: [{ physicalLocation: placeOf(judged) }],
      // GitHub tells alerts apart by this key alone, together with rule and path.
      partialFingerprints: { primaryLocationLineHash: occurrences[i], 'mayfly/v1': judged.finding.fingerprint },
      properties: { commit: judged.finding.commit, severity: judged.finding.severity },
    })),
  }
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, undefined, 2)}\n`
}

// The same token may stand several times in a file; each is an alert of its own.
function numbered(judged: readonly Judged[]): readonly string[] {
  const seen = new Map<string, number>()
  return judged.map(({ finding }) => {
    const key = `${finding.path}\0${finding.fingerprint}`
    const number = (seen.get(key) ?? 0) + 1
    seen.set(key, number)
    return `${finding.fingerprint}:${number}`
  })
}

function messageOf(judged: Judged, telling: Telling): string {
  const standing = standingTo(judged, telling)
  const what = `${leadOf(judged)}: ${judged.finding.title}${standing === undefined ? '' : `, ${standing}`}.`
  const reasons = reasonsTo(judged, telling)
  const why = reasons.length === 0 ? '' : ` Because of ${reasons.join('; ')}.`
  return visible(`${what} ${adviceTo(judged, telling)} Fingerprint ${judged.finding.fingerprint}.${why}`)
}

// SARIF's end is exclusive too; GitHub wants all four.
function placeOf({ finding: { path, start, end } }: Judged): object {
  return {
    artifactLocation: { uri: uriOf(path), uriBaseId: 'SRCROOT' },
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  }
}

function uriOf(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/')
}

function invocation(report: Report): object {
  const unseen = report.unseen.map((sentence) => `Not looked at: ${sentence}`)
  const notes = [...report.problems.map(problemLine), ...unseen].slice(0, MOST_RESULTS)
  const came = outcome(report)
  return {
    executionSuccessful: came === 'clean' || (came === 'blocked' && report.unseen.length === 0),
    toolExecutionNotifications: notes.map((text) => ({ level: 'error', message: { text: visible(text) } })),
  }
}
