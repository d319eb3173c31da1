// The claims of a token that a job of a run got: https://docs.github.com/en/actions/reference/security/oidc#oidc-token-claims
import { hasParts } from '../lib/has-parts.ts'
import type { Admitting } from '../migrate/proposals.ts'
import { prefixOf } from '../migrate/subject-prefix.ts'
import { subjectText } from '../migrate/subject-text.ts'
import type { Run } from '../repo/hosted.ts'
import type { RepoFacts } from '../workflow.ts'
import type { Watched } from './watched-jobs.ts'

export interface Asking {
  readonly watched: Watched
  readonly run: Run
  readonly facts: RepoFacts
  readonly admissions: readonly Admitting[]
}

/** By name, as far as they are known from outside; a `*` stands for what is not. */
export function claimsOf(asking: Asking): ReadonlyMap<string, string> {
  const { watched: { path, environment, called }, run, facts: { owner = '*', name = '*', id, ownerId } } = asking
  const file = `${owner}/${name}/`
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['sub', subjectOf(asking)],
    ['repository', `${owner}/${name}`],
    ['repository_id', id],
    ['repository_owner_id', ownerId],
    ['workflow_ref', `${file}${run.path}@*`],
    ['job_workflow_ref', called && path !== run.path ? `${file}${path}@*` : undefined],
    ['environment', environment === undefined ? undefined : openText(environment)],
    ['event_name', run.event],
  ]
  return new Map(rows.flatMap(([claim, value]) => (value === undefined ? [] : [[claim, value] as const])))
}

function subjectOf(asking: Asking): string {
  const { admissions, facts, watched: { job, path } } = asking
  const place = admissions.flatMap(({ admission }) => admission.places).find((one) => one.job.id === job && one.job.workflow.path === path)
  const texts = contextsOf(asking).map((context) => (place === undefined ? `${prefixOf(facts)}:${context}` : subjectText({ context, job: place.job, facts }).text))
  const admitted = texts.find((sub) => admissions.some(({ admission }) => admission.subjects.some(({ text }) => matches(text, sub))))
  return admitted ?? texts[0] ?? ''
}

/** The likelier first. GitHub names a run's branch or tag without saying which it is: what is admitted tells, else the look of a version. */
function contextsOf({ watched: { environment }, run: { event, branch } }: Asking): readonly string[] {
  if (environment !== undefined) return [`environment:${openText(environment).replaceAll(':', '%3A')}`]
  if (event === 'pull_request') return ['pull_request']
  const name = (branch ?? '*').replaceAll(':', '%3A')
  const [head, tag] = [`ref:refs/heads/${name}`, `ref:refs/tags/${name}`]
  return event === 'release' || /^v?\d/.test(name) ? [tag, head] : [head, tag]
}

function openText(text: string): string {
  return text.replaceAll(/\$\{\{.{0,300}?\}\}/g, '*')
}

/** A `*` on either side stands for any text. */
export function matches(condition: string, sub: string): boolean {
  return hasParts(sub, condition.split('*')) || hasParts(condition, sub.split('*'))
}
