import { outcome, type Report } from '../finding.ts'
import type { Telling } from './audience.ts'
import { checkActions, commands, type Able, type CheckAction } from './check-actions.ts'
import { checkAnnotation, type CheckAnnotation } from './check-annotation.ts'
import { fit } from './fit.ts'
import { headline } from './headline.ts'
import { strictestFirst } from './in-order.ts'
import { findingItems, noticeParagraphs, scope, troubleParagraphs, wayOut } from './paragraphs.ts'
import { count } from './words.ts'

/** What a check run says. Annotations go to GitHub in batches of 50, which is the sender's business. */
export interface CheckContent {
  readonly conclusion: 'success' | 'failure'
  readonly title: string
  /** Markdown, at most 65,535 bytes. */
  readonly summary: string
  readonly annotations: readonly CheckAnnotation[]
  readonly actions: readonly CheckAction[]
}

export interface CheckOptions extends Telling, Able {
  /** What was looked at: `Push to main`. */
  readonly subject?: string
}

const MOST_BYTES = 65_535
// Ten requests' worth: whoever pushes a file full of tokens shall not spend our rate limit.
const MOST_ANNOTATIONS = 500

/** A report as a check run. Whatever is not clean is a failure: also a malformed policy and a scan that could not finish. */
export function toCheck(report: Report, options: CheckOptions): CheckContent {
  const told = strictestFirst(report.judged.filter(({ verdict }) => verdict !== 'allow'))
  return {
    conclusion: outcome(report) === 'clean' ? 'success' : 'failure',
    title: headline(report),
    summary: summary(report, options),
    annotations: told.slice(0, MOST_ANNOTATIONS).map((judged) => checkAnnotation(judged, options)),
    actions: checkActions(report, options),
  }
}

function summary(report: Report, options: CheckOptions): string {
  const paragraphs = [
    scope(report, options.subject),
    ...troubleParagraphs(report),
    ...wayOut(report),
    ...commands(report, options),
    ...noticeParagraphs(report),
    ...findingItems(report, options),
  ]
  return fit(paragraphs, { bytes: MOST_BYTES, left })
}

function left(more: number): string {
  return `${count(more, 'finding')} more than a check can hold; run \`mayfly scan\` to see all.`
}
