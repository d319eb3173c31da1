import { toJson, toJsonLines, toSarif, toText, type Report } from '../scanning.ts'
import { version } from './version.ts'

/** A report in one of the formats that `mayfly scan` knows; each ends with a line break. */
export function render(report: Report, { format, color }: { readonly format: string; readonly color: boolean }): string {
  if (format === 'json') return toJson(report)
  if (format === 'jsonl') return toJsonLines(report)
  if (format === 'sarif') return toSarif(report, { version })
  return toText(report, { color })
}
