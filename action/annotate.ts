import { error, warning, type AnnotationProperties } from '@actions/core'
import { checkAnnotation, visible, type CheckAnnotation, type Judged, type Problem, type Report, type Telling } from '../src/acting.ts'

interface Note {
  readonly message: string
  readonly place: AnnotationProperties
}

export interface Notes {
  readonly errors: readonly Note[]
  readonly warnings: readonly Note[]
  /** How many more there are than GitHub shows. */
  readonly left: number
}

// What GitHub shows of one step: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
// One of the errors is the sentence that fails the step.
const MOST_ERRORS = 9
const MOST_WARNINGS = 10

/** The annotations of a report, the most that GitHub shows of one step. */
export function notesOn(report: Report, telling: Telling): Notes {
  const errors = [...report.problems.map(problemNote), ...notes(report, { verdict: 'block', telling })]
  const warnings = notes(report, { verdict: 'warn', telling })
  const left = Math.max(0, errors.length - MOST_ERRORS) + Math.max(0, warnings.length - MOST_WARNINGS)
  return { errors: errors.slice(0, MOST_ERRORS), warnings: warnings.slice(0, MOST_WARNINGS), left }
}

/** Writes them as workflow commands; their texts are escaped on the way. */
export function annotate({ errors, warnings }: Notes): void {
  for (const { message, place } of errors) error(message, place)
  for (const { message, place } of warnings) warning(message, place)
}

export function problemNote({ source, line, column, message }: Problem): Note {
  return { message: visible(message), place: { title: 'Malformed file', file: source, startLine: line, startColumn: column } }
}

function notes({ judged }: Report, { verdict, telling }: { readonly verdict: Judged['verdict']; readonly telling: Telling }): readonly Note[] {
  return judged.filter((one) => one.verdict === verdict).map((one) => noteOf(checkAnnotation(one, telling)))
}

function noteOf(annotation: CheckAnnotation): Note {
  const { path, title, message, start_line, end_line, start_column, end_column } = annotation
  const columns = start_column === undefined || end_column === undefined ? {} : { startColumn: start_column, endColumn: end_column }
  return { message, place: { title, file: path, startLine: start_line, endLine: end_line, ...columns } }
}
