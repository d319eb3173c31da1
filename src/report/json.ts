import { outcome, type Judged, type Report } from '../finding.ts'

/**
 * The whole report as JSON, described by schema/report.schema.json. It tells all that is known of a token, so it is for
 * private eyes; what it never holds is the token. Ends with a line break.
 */
export function toJson(report: Report): string {
  return `${JSON.stringify({ version: 1, findings: report.judged.map(finding), ...rest(report) }, undefined, 2)}\n`
}

/** The same as JSON lines: a line for each finding, and a last one with `stats` and all else. */
export function toJsonLines(report: Report): string {
  const lines = [...report.judged.map(finding), { version: 1, ...rest(report) }]
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

function finding({ finding, verdict, because, advice }: Judged): object {
  const { kind, provider, title, path, commit, author, blob, reach, start, end, fingerprint, severity, liveness, facts } = finding
  return {
    kind,
    provider,
    title,
    path,
    commit,
    author: author && { name: author.name, date: author.date },
    blob,
    reach,
    start: { line: start.line, column: start.column },
    end: { line: end.line, column: end.column },
    fingerprint,
    severity,
    liveness: liveness.state,
    livenessReason: liveness.state === 'unknown' ? liveness.why : undefined,
    facts,
    verdict,
    because: because.map(({ rule, source, line }) => ({ rule, source, line })),
    advice,
  }
}

function rest(report: Report): object {
  const { files, bytes, commits, milliseconds } = report.stats
  return {
    outcome: outcome(report),
    problems: report.problems.map(({ source, line, column, message }) => ({ source, line, column, message })),
    unseen: report.unseen,
    notices: report.notices,
    stats: { files, bytes, commits, milliseconds },
  }
}
