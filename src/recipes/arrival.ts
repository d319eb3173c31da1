import type { Flow, Job, Setting, Step } from '../workflow.ts'
import { asVariable } from './as-variable.ts'
import { isName, looksSecret } from './plain.ts'
import { linesWith, registryOf } from './registry.ts'
import { takenBy } from './taken-by.ts'

/** Where one kind of credential arrives, as data: who takes it decides, its name does not. */
export interface Arrival {
  /** Actions, in lower case (`owner/name`, or `owner/*` for all of an owner's), and their inputs or variables that take it, with spaces between. */
  readonly inputs?: Readonly<Record<string, string>>
  /** The variables that its programs read, in upper case; an action's input of the same name (`sonar-token`) counts too. */
  readonly variables?: RegExp
  /** A command's line that is given it, as text or by a variable of any name. */
  readonly commands?: RegExp
  /** The registry, as an image's name begins with it, that lets in with it as a password. */
  readonly image?: RegExp
  /** What must be written around it too, in its job or among the variables: `NAME: value` in lines, commands, actions. */
  readonly beside?: RegExp
  /** Words in the names of its secrets, with spaces between: a hint for where nobody knows who takes it. */
  readonly names?: string
}

/** Actions that log in to whichever registry they are told. */
const LOGINS: ReadonlySet<string> = new Set(['docker/login-action', 'redhat-actions/podman-login', 'azure/docker-login'])

/** Whether a flow ends at something that takes this credential. */
export function arrives(flow: Flow, arrival: Arrival): boolean {
  const { to } = flow
  if (!isBeside(flow, arrival)) return false
  switch (to.kind) {
    case 'input':
      if (LOGINS.has(to.step.uses?.name ?? '')) return to.name === 'password' && (arrival.image?.test(registryOf(to.step).replace(/^https?:\/\//, '')) ?? false)
      return takes(to.step, { name: to.name, arrival }) || isVariable(to.name, arrival) || inLines(linesIn(valueOf(to.step, to.name), flow.expression), { flow, arrival })
    case 'variable':
      if (isVariable(to.name, arrival) || (to.owner.level === 'step' && takes(to.owner, { name: to.name, arrival }))) return true
      return to.mentions.some(({ in: place, step }) => place === 'command' && linesWith(step, to.name).some((line) => commandTakes(line, { text: to.name, flow, arrival })))
    case 'command':
      return inLines(linesWith(to.step, flow.expression), { flow, arrival })
    case 'container':
      return isVariable(to.field.split('.').at(-1) ?? '', arrival) || (to.field.endsWith('.password') && (arrival.image?.test(to.image) ?? false))
    case 'call':
      return isVariable(to.name, arrival)
    case 'elsewhere':
      break
  }
  return false
}

/** Whether only a name says that a flow brings this credential. */
export function seemsTo(flow: Flow, arrival: Arrival): boolean {
  const { secret, to } = flow
  const { names } = arrival
  if (names === undefined || LICENCE.test(secret) || isServers(to) || !isBeside(flow, arrival)) return false
  const said = [secret, ...(to.kind === 'variable' || to.kind === 'call' ? [asVariable(to.name)] : [])].map((name) => `_${name}_`)
  return names.split(' ').some((word) => said.some((name) => name.includes(`_${word}_`)))
}

/** It opens a product, and no account. */
const LICENCE = /(?:^|_)LICEN[CS]E(?:_KEY)?$/

/** What a job's own server is started with is a door that the job itself makes. */
function isServers(to: Flow['to']): boolean {
  return to.kind === 'container' && !/credentials/.test(to.field)
}

function isBeside({ job, workflow }: Flow, { beside }: Arrival): boolean {
  return beside === undefined || (job === undefined ? workflow.jobs : [job]).some((one) => beside.test(textOf(one)))
}

/** All that is written in a job, a setting on each line. */
function textOf(job: Job): string {
  const steps = job.steps.flatMap((step) => [step.uses?.name ?? '', ...[...step.with, ...step.env].map(line), step.run ?? ''])
  return [...job.workflow.env.map(line), ...job.env.map(line), ...steps].join('\n')
}

function line({ name, value }: Setting): string {
  return `${name}: ${value}`
}

interface Taking {
  readonly name: string
  readonly arrival: Arrival
}

function takes(step: Step, { name, arrival }: Taking): boolean {
  const action = step.uses?.name ?? ''
  const taken = arrival.inputs?.[action] ?? arrival.inputs?.[`${action.split('/')[0]}/*`] ?? ''
  return action !== '' && taken.split(' ').includes(name.toLowerCase())
}

function isVariable(name: string, { variables }: Arrival): boolean {
  return variables?.test(asVariable(name)) ?? false
}

interface Written {
  readonly flow: Flow
  readonly arrival: Arrival
}

/** Lines, in one of which the secret is given to a command or to a variable. */
function inLines(lines: readonly string[], { flow, arrival }: Written): boolean {
  return lines.some((line) => {
    const before = line.slice(0, line.indexOf(flow.expression))
    const assigned = /([A-Za-z_][\w.-]{0,100})["']?\s{0,5}[=:]\s{0,5}["']?$/.exec(before)?.[1]
    return (assigned !== undefined && isVariable(assigned, arrival)) || commandTakes(line, { text: flow.expression, flow, arrival })
  })
}

/** Not where it is only a name for the command, or goes on under another one. */
function commandTakes(line: string, { text, flow, arrival }: Written & { readonly text: string }): boolean {
  const { secret, to } = flow
  const names = [secret, ...(to.kind === 'variable' ? [to.name] : [])]
  if (names.some(isName) && !names.some(looksSecret)) return false
  return (arrival.commands?.test(line) ?? false) && takenBy(line, text) === 'credential'
}

function valueOf(step: Step, input: string): string | undefined {
  return step.with.find(({ name }) => name === input)?.value
}

function linesIn(text: string | undefined, part: string): readonly string[] {
  return (text ?? '').replaceAll(/\\\r?\n/g, ' ').split('\n').filter((line) => line.includes(part))
}
