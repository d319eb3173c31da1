import { outcome, type Judged, type Report } from '../finding.ts'
import type { Audience, Telling } from './audience.ts'
import { palette, type Palette } from './color.ts'
import { allowances, headline } from './headline.ts'
import { byPlace } from './in-order.ts'
import { adviceTo, broughtTo, factsTo, reasonsTo, standingTo } from './telling.ts'
import { visible } from './visible.ts'
import { duration, lookedAt, problemLine } from './words.ts'

export interface TextOptions {
  readonly color: boolean
  /** `private` unless told: a terminal is one's own, the log of a public repository's workflow is not. */
  readonly audience?: Audience
}

/** A report for the terminal: findings by file, then what went wrong, then one line that sums up. Ends with a line break. */
export function toText(report: Report, options: TextOptions): string {
  const view: View = { audience: options.audience ?? 'private', paint: palette(options.color) }
  const told = report.judged.filter(({ verdict }) => verdict !== 'allow').toSorted(byPlace)
  const files = Map.groupBy(told, ({ finding }) => finding.path)
  return [
    ...Array.from(files, ([path, judged]) => paragraph(view.paint.strong(visible(path)), judged.flatMap((one) => entry(one, view)))),
    ...list('Problems in the policy:', report.problems.map(problemLine)),
    ...list('Not looked at:', report.unseen),
    ...report.notices.map((notice) => `Note: ${visible(notice)}\n`),
    `${summary(report, view.paint)}\n`,
  ].join('')
}

interface View extends Telling {
  readonly paint: Palette
}

function entry(judged: Judged, view: View): readonly string[] {
  const { finding, verdict } = judged
  const { paint } = view
  const place = `${finding.start.line}:${finding.start.column}${finding.commit === undefined ? '' : ` in ${finding.commit.slice(0, 7)}`}`
  const mark = verdict === 'block' ? paint.block('block') : paint.warn('warn ')
  const about = [finding.title, standingTo(judged, view), finding.severity === 'low' ? 'in a test or document' : undefined]
  const facts = [...broughtTo(judged, view), ...factsTo(judged, view)].join('; ')
  const reasons = reasonsTo(judged, view).map((reason) => `because of ${reason}`)
  return [
    `  ${place}  ${mark}  ${visible(about.filter((word) => word !== undefined).join(', '))}  ${paint.faint(visible(finding.fingerprint))}`,
    `      ${visible(adviceTo(judged, view))}`,
    ...[facts, ...reasons].filter(Boolean).map((reason) => `      ${paint.faint(visible(reason))}`),
  ]
}

function list(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [paragraph(title, lines.map((line) => `  ${visible(line)}`))]
}

function paragraph(title: string, lines: readonly string[]): string {
  return `${[title, ...lines].join('\n')}\n\n`
}

function summary(report: Report, paint: Palette): string {
  const paintIt = outcome(report) === 'clean' ? paint.good : paint.block
  const head = outcome(report) === 'clean' && report.judged.length === 0 ? 'Nothing found' : headline(report)
  return `${paintIt(head)}${allowances(report)}. Looked at ${lookedAt(report.stats)}, in ${duration(report.stats.milliseconds)}.`
}
