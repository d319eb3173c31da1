// A key that a shell script writes to a file and logs in with: what of it goes when the login step comes.
import { escapePattern } from '../../lib/escape-pattern.ts'
import type { Change, Flow, Owner, Setting, Step } from '../../workflow.ts'

export interface Shelled {
  readonly changes: readonly Change[]
  /** The step that the login takes the place of, or stands before. */
  readonly before: Step
}

interface Stuck {
  readonly trouble: string
}

/** Whether a script writes one of these texts to a file or pipes it into a login, for Google. */
export function writesKey(step: Step, texts: readonly string[]): boolean {
  const script = step.run ?? ''
  const lines = linesOf(script).filter((line) => texts.some((text) => holds(line, text)))
  if (lines.some((line) => ACTIVATES.test(line))) return true
  const file = lines.map(fileOf).find((name) => name !== undefined)
  if (file === undefined) return false
  const others = step.job.steps.flatMap((one) => [one.run ?? '', ...[...one.env, ...one.with, ...one.job.env, ...one.job.workflow.env].map(shown)])
  return others.some((text) => ACTIVATES.test(text) || (/GOOGLE_APPLICATION_CREDENTIALS/.test(text) && text.includes(nameOf(file))))
}

/** Whether a script pipes one of these texts into a login to a container registry. */
export function logsIn(step: Step, texts: readonly string[]): boolean {
  return linesOf(step.run ?? '').some((line) => /_json_key/.test(line) && texts.some((text) => holds(line, text)))
}

const ACTIVATES = /gcloud\s{1,9}(?:\S{1,80}\s{1,9}){0,6}auth\s{1,9}activate-service-account|auth\s{1,9}login\s.{0,80}--cred-file/

function shown({ name, value }: Setting): string {
  return `${name}: ${value}`
}

function holds(line: string, text: string): boolean {
  if (text.startsWith('${{')) return line.includes(text)
  const name = escapePattern(text)
  return new RegExp(String.raw`\$\{?${name}\b|env\.${name}\b|\$env:${name}\b`).test(line)
}

function linesOf(script: string): readonly string[] {
  return script.split('\n').map((line) => line.trim()).filter((line) => line !== '')
}

/** The file that a line writes into; not a file descriptor, not GitHub's own files. */
function fileOf(line: string): string | undefined {
  const file = /(?<![<>&\d])>{1,2}\s{0,9}["']?([\w./${}~-]{1,200})["']?(?:\s|$|;)/.exec(line)?.[1] ?? /\|\s{0,9}tee\s{1,9}["']?([\w./${}~-]{1,200})/.exec(line)?.[1]
  return file === undefined || /GITHUB_|^\/dev\//.test(file) ? undefined : file
}

function nameOf(file: string): string {
  return file.split('/').at(-1) ?? file
}

/** Takes the writing, the login and the file away; trouble where something else needs them. */
export function withoutKey(flow: Flow): Shelled | Stuck {
  const { to } = flow
  const writers = to.kind === 'variable' ? scopeOf(to.owner).filter((step) => writesKey(step, [to.name])) : flow.step === undefined ? [] : [flow.step]
  const [step, ...more] = writers
  if (step === undefined || more.length > 0) return { trouble: 'Several steps write the key; log in once in front of them by hand.' }
  const text = to.kind === 'variable' ? to.name : flow.expression
  const lines = linesOf(step.run ?? '')
  const files = lines.filter((line) => holds(line, text)).flatMap((line) => fileOf(line) ?? [])
  const going = lines.filter((line) => goes(line, { text, files }))
  const staying = lines.filter((line) => !going.includes(line))
  if (going.some((line) => /\\$|&&|\|\||;\s{0,9}\S|<<-?["']?\w/.test(line.replace(/<<<.*$/, '')))) return { trouble: MIXED }
  if ([...staying, ...elsewhere(step)].some((line) => holds(line, text) || files.some((file) => line.includes(nameOf(file))))) {
    return { trouble: `The key's file is also read by something else than gcloud, which may need the key itself.` }
  }
  const variables = to.kind === 'variable' ? [{ change: 'remove-variable', owner: to.owner, name: to.name } as const] : []
  return { before: step, changes: [...removed(step, { going, staying, variables }), ...pathsTo(step, files)] }
}

const MIXED = 'A command writes the key together with other things; log in with `google-github-actions/auth` in front of it by hand.'

function scopeOf(owner: Owner): readonly Step[] {
  if (owner.level === 'step') return [owner]
  return owner.level === 'job' ? owner.steps : owner.jobs.flatMap(({ steps }) => steps)
}

interface Going {
  readonly text: string
  readonly files: readonly string[]
}

function goes(line: string, { text, files }: Going): boolean {
  if (holds(line, text)) return true
  const named = files.some((file) => line.includes(nameOf(file)))
  if (ACTIVATES.test(line)) return true
  return named && /^(?:rm|chmod|export\s{1,9}GOOGLE_APPLICATION_CREDENTIALS=|echo\s{1,9}["']?GOOGLE_APPLICATION_CREDENTIALS=)/.test(line)
}

/** What the other steps of the job say, the variables that only tell the file's place aside. */
function elsewhere(step: Step): readonly string[] {
  return step.job.steps.filter((one) => one !== step).flatMap((one) => {
    return [...linesOf(one.run ?? '').filter((line) => !/^rm\s/.test(line)), ...[...one.with, ...one.env].filter(({ name }) => name !== 'GOOGLE_APPLICATION_CREDENTIALS').map(shown)]
  })
}

interface Parted {
  readonly going: readonly string[]
  readonly staying: readonly string[]
  readonly variables: readonly Extract<Change, { readonly change: 'remove-variable' }>[]
}

function removed(step: Step, { going, staying, variables }: Parted): readonly Change[] {
  if (staying.length > 0 || step.id !== undefined) {
    return [...variables, ...[...new Set(going)].map((line) => ({ change: 'remove-line', step, line } as const))]
  }
  return [...variables.filter(({ owner }) => owner !== step), { change: 'remove-step', step }]
}

/** Variables that tell where the file lies: the login step sets them now. */
function pathsTo(step: Step, files: readonly string[]): readonly Change[] {
  const owners: readonly Owner[] = [...step.job.steps, step.job, step.job.workflow]
  return owners.flatMap((owner) => owner.env.flatMap(({ name, value }): readonly Change[] => {
    const tells = name === 'GOOGLE_APPLICATION_CREDENTIALS' && files.some((file) => value.includes(nameOf(file)))
    return tells ? [{ change: 'remove-variable', owner, name }] : []
  }))
}
