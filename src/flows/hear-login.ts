import { stripVTControlCharacters } from 'node:util'
import type { Ruleset } from '../scan/ruleset.ts'
import { scan } from '../scan/scan.ts'
import type { Failure } from '../workflow.ts'
import type { Hosted, RunJob } from '../repo/hosted.ts'
import type { Watched } from './watched-jobs.ts'

/**
 * What a job that failed tells of its login; a quote is empty where it is not to be repeated. `known`: words that its vendor documents; `refused`: words of a refusal;
 * `silent`: a step that is there to log in failed without any; `other`: it failed for a reason of its own.
 */
export type Heard =
  | { readonly state: 'known'; readonly quote: string; readonly failure: Failure; readonly value?: string }
  | { readonly state: 'refused'; readonly quote: string }
  | { readonly state: 'silent'; readonly step: string }
  | { readonly state: 'other' }

export interface Hearing {
  readonly job: RunJob
  readonly watched: Watched
  readonly known: readonly Failure[]
  /** What is looked for in words before they are repeated. */
  readonly ruleset: Ruleset
}

/** What steps say that were not let in; a step that does more than log in may fail for other reasons. */
const REFUSED = /oidc|id-token|openid|federat|AssumeRole|AADSTS|invalid[-_ ](?:publisher|token|grant)|trusted publish|ENEEDAUTH|E40[13]\b|not authori[sz]ed|unauthori[sz]ed|permission denied|denied|credential/i

const MOST_QUOTED = 300

/** Listens to what the steps annotated, and to the end of the job's log where that tells nothing: commands annotate no more than that they failed. */
export async function hearLogin(hosted: Hosted, { job, watched, known, ruleset }: Hearing): Promise<Heard> {
  const notes = (await hosted.notesOf(job.id)).map(({ message }) => message)
  const annotated = understood(notes, known)
  if (annotated !== undefined) return { ...annotated, quote: quotable(annotated.note, ruleset) }
  const printed = understood(linesOf((await hosted.endOfLog(job.id)) ?? ''), known)
  // Of a log no more than the words that are known: what else stands there is nobody's to repeat.
  if (printed !== undefined) return { ...printed, quote: quotable(printed.quote, ruleset) }
  const refusal = notes.find((note) => REFUSED.test(note))
  if (refusal !== undefined) return { state: 'refused', quote: quotable(refusal, ruleset) }
  const login = watched.steps.find(({ name, does }) => does === 'login' && job.steps.some((step) => name.test(step.name) && step.conclusion === 'failure'))
  return login === undefined ? { state: 'other' } : { state: 'silent', step: login.name.source }
}

type Known = Extract<Heard, { state: 'known' }> & { readonly note: string }

function understood(notes: readonly string[], known: readonly Failure[]): Known | undefined {
  for (const failure of known) {
    for (const note of notes) {
      const found = failure.said.exec(note)
      if (found === null) continue
      const value = found.groups?.['value']
      return { state: 'known', failure, note, quote: found[0], ...(value === undefined ? {} : { value }) }
    }
  }
  return undefined
}

/** The words as far as they are repeated; none where a secret stands in them. */
function quotable(text: string, ruleset: Ruleset): string {
  const scanned = scan({ bytes: Buffer.from(text), path: 'log.txt' }, ruleset)
  const clean = scanned.state === 'scanned' && scanned.matches.every(({ token }) => token.kind.nature === 'identifier')
  return clean ? text.slice(0, MOST_QUOTED) : ''
}

const MOST_LONG = 4000

/** Without the time that stands before each line, and without colours. */
function linesOf(log: string): readonly string[] {
  return stripVTControlCharacters(log).split('\n').map((line) => line.slice(0, MOST_LONG).replace(/^\uFEFF?\d{4}-\d\d-\d\dT[\d:.]{1,20}Z /, ''))
}
