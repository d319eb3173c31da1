import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { info, setFailed, setOutput, summary } from '@actions/core'
import { headline, outcome, toMarkdown, toSarif, toText, visible, type Audience, type Guarded, type Report } from '../src/acting.ts'
import { writeFiles } from '../src/lib/write-files.ts'
import { annotate, notesOn } from './annotate.ts'
import type { Setting } from './setting.ts'
import { version } from './version.ts'

export interface Told {
  readonly setting: Setting
  readonly audience: Audience
}

/**
 * Tells a report everywhere: log, annotations, job summary, SARIF file, outputs, and whether the step fails. The tokens
 * themselves are told to nobody, the runner included: masking them would take their text.
 */
export async function tell({ report, gone }: Pick<Guarded, 'report' | 'gone'>, { setting, audience }: Told): Promise<void> {
  const telling = { audience, gone }
  const notes = notesOn(report, telling)
  const whole = notes.left === 0 ? report : withNotice(report, `GitHub shows few annotations of a step: ${notes.left} findings more than those are in the list only`)
  info(toText(whole, { color: false, audience }))
  annotate(notes)
  await summarize(toMarkdown(whole, telling))
  setOutput('findings', report.judged.length)
  setOutput('blocked', report.judged.filter(({ verdict }) => verdict === 'block').length)
  setOutput('sarif', writeSarif(whole, { setting, audience }))
  settle(report)
}

/** Adds to the job summary; a runner that has none goes without. */
export async function summarize(markdown: string): Promise<void> {
  if (process.env['GITHUB_STEP_SUMMARY']) await summary.addRaw(markdown).write()
}

function withNotice(report: Report, notice: string): Report {
  return { ...report, notices: [notice, ...report.notices] }
}

function writeSarif(report: Report, { setting: { sarif, workspace }, audience }: Told): string {
  if (sarif === '') return ''
  const path = resolve(workspace, sarif)
  mkdirSync(dirname(path), { recursive: true })
  writeFiles([{ path, text: toSarif(report, { version, audience }) }])
  return sarif
}

function settle(report: Report): void {
  if (outcome(report) !== 'clean') setFailed(visible(`${headline(report)}${firstOf(report)}`))
}

function firstOf({ unseen, problems }: Report): string {
  const [problem] = problems
  const [place] = unseen
  if (problem !== undefined) return ` (${problem.source}:${problem.line}:${problem.column})`
  return place === undefined ? '' : `. Not seen: ${place}`
}
