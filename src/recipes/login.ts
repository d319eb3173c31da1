// One login step in front of the steps of a job that need what it brings.
import { codeSpan } from '../lib/code-span.ts'
import type { Admitted, Change, Job, NewStep, Step } from '../workflow.ts'

export interface Trouble {
  readonly trouble: string
}

export interface Inserted {
  readonly changes: readonly Change[]
  readonly place: Admitted
}

interface Wanted {
  /** Of one job, in their order; at least one. */
  readonly needing: readonly Step[]
  readonly step: Omit<NewStep, 'if'>
}

/** The step before the first one that needs it, under the conditions of all that do; forks of pull requests skip it. */
export function insertLogin({ needing, step }: Wanted): Inserted | Trouble {
  const [first] = needing
  if (first === undefined) return { trouble: 'No step was found that needs the login.' }
  const joined = joinConditions(needing)
  if ('trouble' in joined) return joined
  const condition = guard(first.job, joined.text)
  const { name, id, ...rest } = step
  // What was passed over where the step itself failed must not fail at the login now.
  const tolerated = needing.every(({ onError }) => onError === 'true') ? { onError: 'true' } : {}
  const made: NewStep = { name, ...(id === undefined ? {} : { id }), ...(condition === undefined ? {} : { if: condition }), ...tolerated, ...rest }
  return { changes: [{ change: 'insert-step', before: first, step: made }, needsToken(first.job)], place: placeOf(first.job, condition) }
}

export function needsToken(job: Job): Change {
  return { change: 'needs-permission', job, scope: 'id-token', access: 'write' }
}

/** A program that pushes tags by git did so with the job's default rights, where none were written: it keeps them. */
export function keepsPush(job: Job): readonly Change[] {
  const written = job.permissions ?? job.workflow.permissions
  return written === undefined ? [{ change: 'needs-permission', job, scope: 'contents', access: 'write' }] : []
}

export function placeOf(job: Job, condition: string | undefined): Admitted {
  return condition === undefined ? { job } : { job, if: condition }
}

/** The same condition for all, or any of them; none where one step has none. */
function joinConditions(needing: readonly Step[]): { readonly text: string | undefined } | Trouble {
  const conditions = [...new Set(needing.map((one) => (one.if === undefined ? undefined : bare(one.if))))]
  const written = conditions.filter((text) => text !== undefined)
  if (written.length < conditions.length) return { text: undefined }
  if (written.length === 1) return { text: written[0] }
  if (written.some((text) => /\b(?:always|failure|cancelled|success)\(/.test(text) || !standsBefore(text, needing[0]))) {
    return { trouble: 'The steps that use the secret run under conditions that depend on other steps; log in once in front of them by hand.' }
  }
  return written.some((text) => isPlain(text) && written.includes(opposite(text))) ? { text: undefined } : { text: written.map((text) => `(${text})`).join(' || ') }
}

/** One comparison, and nothing but it. */
function isPlain(condition: string): boolean {
  return condition.split(/[!=]=/).length === 2 && !/&&|\|\|/.test(condition)
}

/** The comparison that holds where this one does not. */
function opposite(condition: string): string {
  return condition.replace(/([!=])=/, (_, sign: string) => (sign === '!' ? '==' : '!='))
}

/** Whether all steps that a condition asks about have run before the login. */
function standsBefore(condition: string, first: Step | undefined): boolean {
  const asked = Array.from(condition.matchAll(/\bsteps\s{0,9}(?:\.\s{0,9}([\w-]{1,100})|\[)/g), ([, id]) => first?.job.steps.find((step) => step.id !== undefined && step.id === id))
  return asked.every((step) => step !== undefined && first !== undefined && step.index < first.index)
}

function bare(condition: string): string {
  return condition.trim().replace(/^\$\{\{(.*)\}\}$/s, '$1').trim()
}

const OWN = "github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository"
const TELLS = /github\.(?:event_name|ref\b|ref_name|ref_type|event\.release)/
/** Pull requests are wanted, those of forks not told from others. */
const WANTS_ALL = /github\.event_name\s{0,9}==\s{0,9}['"]pull_request['"]/
const TELLS_FORKS = /\.head\.repo\b/

/** A pull request of a fork got no secret and gets no OIDC token: what passed without the secret must not fail at the login. */
function guard(job: Job, condition: string | undefined): string | undefined {
  const forks = job.workflow.triggers.some(({ event }) => event === 'pull_request')
  const told = [job.if, condition].some((text) => text !== undefined && (TELLS_FORKS.test(text) || (TELLS.test(text) && !WANTS_ALL.test(text))))
  if (!forks || told) return condition
  return condition === undefined ? OWN : `(${condition}) && (${OWN})`
}

/** An id that no step of the job has: the wanted one, or that with a number behind it. */
export function freshId(job: Job, wanted: string): string {
  const taken = new Set(job.steps.map(({ id }) => id))
  let id = wanted
  for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`
  return id
}

export function labelOf(step: Step): string {
  const text = step.name ?? step.uses?.name ?? step.commands[0]?.text.slice(0, 60)
  return text === undefined ? `step ${step.index + 1}` : codeSpan(text)
}
