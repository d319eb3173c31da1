import type { Judged } from '../finding.ts'
import type { Telling } from './audience.ts'
import { adviceTo, factsTo, leadOf, reasonsTo, standingTo } from './telling.ts'
import { visibleUpTo } from './visible.ts'

/** As GitHub's checks API takes it: https://docs.github.com/rest/checks/runs#create-a-check-run */
export interface CheckAnnotation {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  /** Columns only where start and end are on one line. */
  readonly start_column?: number
  readonly end_column?: number
  readonly annotation_level: 'failure' | 'warning'
  readonly title: string
  readonly message: string
}

// GitHub takes 255 characters; one of ours may be two of UTF-16.
const MOST_IN_TITLE = 127

/** The note at the place of a finding. GitHub shows its texts as they are, without markup. */
export function checkAnnotation(judged: Judged, telling: Telling): CheckAnnotation {
  const { finding, verdict } = judged
  return {
    path: finding.path,
    ...lines(judged),
    annotation_level: verdict === 'block' ? 'failure' : 'warning',
    title: visibleUpTo(MOST_IN_TITLE, `${leadOf(judged)}: ${finding.title}`),
    message: message(judged, telling).map((line) => visibleUpTo(2_000, line)).join('\n'),
  }
}

type Lines = Pick<CheckAnnotation, 'start_line' | 'end_line' | 'start_column' | 'end_column'>

// Our end is exclusive: a token up to the line break ends on the line before, and GitHub's last column is the token's own.
function lines({ finding: { start, end } }: Judged): Lines {
  if (start.line === end.line) {
    return { start_line: start.line, end_line: end.line, start_column: start.column, end_column: Math.max(start.column, end.column - 1) }
  }
  return { start_line: start.line, end_line: end.column === 1 ? end.line - 1 : end.line }
}

function message(judged: Judged, telling: Telling): readonly string[] {
  const { fingerprint, commit } = judged.finding
  const standing = standingTo(judged, telling)
  const facts = factsTo(judged, telling).join('; ')
  return [
    ...(standing === undefined ? [] : [`Liveness: ${standing}`]),
    adviceTo(judged, telling),
    ...(facts === '' ? [] : [facts]),
    `Fingerprint ${fingerprint}${commit === undefined ? '' : `, in commit ${commit.slice(0, 7)}`}`,
    ...reasonsTo(judged, telling).map((reason) => `Because of ${reason}`),
  ]
}
