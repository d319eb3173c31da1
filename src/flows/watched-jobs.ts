// Which steps of which jobs show that a migration works: those that it changed, by the names that GitHub shows for them.
import { at, isList, parseJson, textAt, type Json } from '../lib/json.ts'
import { hasParts } from '../lib/has-parts.ts'
import { parseSource, plain } from '../migrate/source.ts'

export interface Watched {
  readonly path: string
  /** The job's id. */
  readonly job: string
  /** The names under which it may run: a matrix adds its values, a caller its own name. */
  readonly name: Name
  /** All must have succeeded; none: the job itself. */
  readonly steps: readonly WatchedStep[]
  readonly environment?: string
  /** Others call it, so it also runs in runs of other files. */
  readonly called: boolean
}

export interface Name {
  /** As the workflow writes it. */
  readonly source: string
  /** Whether it may be shown so. */
  test(shown: string): boolean
}

export interface WatchedStep {
  readonly name: Name
  /** `login`: an action that the job did not have before, so it came to log in. */
  readonly does: 'login' | 'work'
}

/** The jobs of a file that a change of it touched, but for their permissions. */
export function watchedJobs(path: string, { before, after }: { readonly before: string | undefined; readonly after: string }): readonly Watched[] {
  const [old, now] = [valueOf(path, before ?? ''), valueOf(path, after)]
  const on = at(now, 'on')
  const called = on === 'workflow_call' || (isList(on) && on.includes('workflow_call')) || at(on, 'workflow_call') !== undefined
  return entriesOf(at(now, 'jobs')).flatMap(([job, value]) => {
    const was = at(old, 'jobs', job)
    const known = stepsOf(was).map((step) => JSON.stringify(step))
    const changed = stepsOf(value).filter((step) => !known.includes(JSON.stringify(step)))
    const around = JSON.stringify([at(was, 'env'), at(was, 'container'), at(old, 'env')]) !== JSON.stringify([at(value, 'env'), at(value, 'container'), at(now, 'env')])
    if (stepsOf(value).length === 0 || (changed.length === 0 && !around)) return []
    const environment = environmentOf(value)
    const had = new Set([undefined, ...stepsOf(was).map(actionOf)])
    const steps = changed.map((step): WatchedStep => ({ name: open(nameOf(step)), does: had.has(actionOf(step)) ? 'work' : 'login' }))
    const name = jobName(textAt(value, 'name') ?? job, called ? 'called' : 'started')
    return [{ path, job, name, steps, called, ...(environment === undefined ? {} : { environment }) }]
  })
}

/** The names under which GitHub shows a job that is called so in its file. */
function jobName(written: string, how: 'called' | 'started'): Name {
  const plainly = open(written)
  return { source: plainly.source, test: (shown) => (how === 'called' ? behindCallers(shown) : [shown]).flatMap(beforeMatrix).some((one) => plainly.test(one)) }
}

function environmentOf(job: Json): string | undefined {
  return textAt(job, 'environment') ?? textAt(job, 'environment', 'name')
}

export interface RetireJob {
  readonly name: Name
  readonly environment: string | undefined
  /** The stored secrets that it hands over, in upper case. */
  readonly secrets: readonly string[]
}

/** The jobs of a file in which old secrets end: those with a step of `mode: retire`. */
export function retireJobs(path: string, text: string): readonly RetireJob[] {
  return entriesOf(at(valueOf(path, text), 'jobs')).flatMap(([job, value]) => {
    const old = stepsOf(value).filter((step) => textAt(step, 'with', 'mode') === 'retire').map((step) => textAt(step, 'with', 'old') ?? '')
    const secrets = Array.from(old.join('\n').matchAll(/\bsecrets\.(\w{1,255})/g), ([, name = '']) => name.toUpperCase())
    return old.length === 0 ? [] : [{ name: jobName(textAt(value, 'name') ?? job, 'started'), environment: environmentOf(value), secrets }]
  })
}

/** The ids of a file's jobs; undefined where it cannot be read. */
export function jobsIn(path: string, text: string): readonly string[] | undefined {
  const jobs = at(valueOf(path, text), 'jobs')
  return jobs === undefined ? undefined : entriesOf(jobs).map(([job]) => job)
}

function valueOf(path: string, text: string): Json | undefined {
  const source = parseSource(path, text)
  return 'doc' in source ? parseJson(JSON.stringify(plain(source)) ?? '') : undefined
}

function entriesOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  return value !== null && typeof value === 'object' && !isList(value) ? Object.entries(value) : []
}

function stepsOf(job: Json | undefined): readonly Json[] {
  const steps = at(job, 'steps')
  return isList(steps) ? steps : []
}

/** Its name without the version; a step that runs commands has none, like the steps before it. */
function actionOf(step: Json): string | undefined {
  return textAt(step, 'uses')?.split('@')[0]?.toLowerCase()
}

// As the runner names a step that has no name: github.com/actions/runner, src/Runner.Worker/ActionRunner.cs
function nameOf(step: Json): string {
  const run = (textAt(step, 'run') ?? '').trim().split(/\r?\n/)[0] ?? ''
  return textAt(step, 'name') ?? `Run ${textAt(step, 'uses') ?? run}`
}

/** A name with the expressions in it open. */
function open(name: string): Name {
  const parts = name.slice(0, 500).split(/\$\{\{.{0,300}?\}\}/)
  return { source: name, test: (shown) => hasParts(shown.slice(0, MOST_SHOWN), parts) }
}

const MOST_SHOWN = 2000

/** `caller / job`, with the callers and without. */
function behindCallers(shown: string): readonly string[] {
  return [shown, ...Array.from(shown.slice(0, MOST_SHOWN).matchAll(/(?<=.) \/ /g), ({ index }) => shown.slice(index + 3))]
}

/** `job (1, 2)`, with the values of the matrix and without. */
function beforeMatrix(shown: string): readonly string[] {
  return [shown, ...(shown.endsWith(')') ? Array.from(shown.slice(0, MOST_SHOWN).matchAll(/ \((?=[^)])/g), ({ index }) => shown.slice(0, index)) : [])]
}
