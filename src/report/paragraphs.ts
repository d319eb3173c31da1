import type { Judged, Report } from '../finding.ts'
import type { Telling } from './audience.ts'
import { allowances } from './headline.ts'
import { strictestFirst } from './in-order.ts'
import { block, code, prose } from './markdown-text.ts'
import { adviceTo, factsTo, isStored, leadOf, reasonsTo, standingTo } from './telling.ts'
import { lookedAt, problemLine } from './words.ts'

/** What stopped the scan or the judging, with the way out: Markdown. */
export function troubleParagraphs(report: Report): readonly string[] {
  return [
    ...(report.problems.length === 0 ? [] : [
      'Nothing was judged, because the policy cannot be read as it is. Correct it on the default branch, then run this again:',
      block(report.problems.map(problemLine)),
    ]),
    ...(report.unseen.length === 0 ? [] : [
      'Not everything could be looked at, so nobody knows if there is more. Not seen:',
      block(report.unseen),
    ]),
  ]
}

/** What makes a report green again in which tokens block: Markdown. */
export function wayOut(report: Report): readonly string[] {
  if (!report.judged.some((judged) => judged.verdict === 'block' && !isStored(judged))) return []
  return [
    'Each token that blocks needs one of these: it is revoked and its provider confirms so; an exception in the policy on the '
    + 'default branch; a history without it. Removing the line alone is not enough, since the token stays in the history.',
  ]
}

/** What was looked at, and what the policy allows: Markdown. */
export function scope(report: Report, subject?: string): string {
  return `${subject === undefined ? 'Looked at' : `${prose(subject)}: looked at`} ${lookedAt(report.stats)}${allowances(report)}.`
}

export function noticeParagraphs(report: Report): readonly string[] {
  return report.notices.length === 0 ? [] : ['Also worth knowing:', block(report.notices)]
}

/** A list item for each finding that blocks or warns, the strictest first: Markdown. */
export function findingItems(report: Report, telling: Telling): readonly string[] {
  return strictestFirst(report.judged.filter(({ verdict }) => verdict !== 'allow')).map((judged) => item(judged, telling))
}

function item(judged: Judged, telling: Telling): string {
  const { finding, verdict } = judged
  const standing = standingTo(judged, telling)
  const commit = finding.commit === undefined ? '' : ` in ${code(finding.commit.slice(0, 7))}`
  const details = [standing, finding.severity === 'low' ? 'in a test or document' : undefined].filter((detail) => detail !== undefined)
  const what = `**${verdict}** ${leadOf(judged)}: ${prose([finding.title, ...details].join(', '))}`
  const facts = factsTo(judged, telling).join('; ')
  const reasons = reasonsTo(judged, telling).map(code).join('; ')
  return [
    `- ${what}`,
    `  ${code(finding.path)} line ${finding.start.line}, column ${finding.start.column}${commit}`,
    `  ${prose(adviceTo(judged, telling))}`,
    ...(facts === '' ? [] : [`  ${prose(facts)}`]),
    `  Fingerprint ${code(finding.fingerprint)}${reasons === '' ? '' : `, because of ${reasons}`}`,
  ].join('  \n')
}
