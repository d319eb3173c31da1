import type { Report } from '../finding.ts'
import type { Telling } from './audience.ts'
import { fit } from './fit.ts'
import { headline } from './headline.ts'
import { findingItems, noticeParagraphs, scope, troubleParagraphs, wayOut } from './paragraphs.ts'
import { count } from './words.ts'

// The runner refuses a job summary of more than 1 MiB:
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
const MOST_BYTES = 1024 * 1024

/** A report as the summary of a job: Markdown of at most 1 MiB. */
export function toMarkdown(report: Report, telling: Telling): string {
  const paragraphs = [
    `## Mayfly: ${headline(report)}`,
    scope(report),
    ...troubleParagraphs(report),
    ...wayOut(report),
    ...noticeParagraphs(report),
    ...findingItems(report, telling),
  ]
  return fit(paragraphs, { bytes: MOST_BYTES, left })
}

function left(more: number): string {
  return `${count(more, 'finding')} more than a summary can hold; run \`mayfly scan\` to see all.`
}
