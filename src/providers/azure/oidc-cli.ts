// `az login --service-principal` in a script: the login action takes its place.
import type { Change, Flow, Owner, Step } from '../../workflow.ts'
import { loginAs, more, type Made } from './oidc-made.ts'
import { AZ_LOGIN } from './oidc-uses.ts'

const MIXED = 'A command logs in together with other things; use `azure/login` in front of it and take the login out by hand.'

/** One login in front of each script that logs in, and the command gone from it. */
export function cliLogins(flows: readonly Flow[]): readonly Made[] {
  return flows.map(cliLogin)
}

function cliLogin(flow: Flow): Made {
  const { to } = flow
  const variable = to.kind === 'variable' ? to : undefined
  const mentions = variable?.mentions ?? []
  const others = mentions.filter(({ step, in: place }) => place !== 'command' || !linesIn(step).every((line) => !line.includes(variable?.name ?? '') || AZ_LOGIN.test(line)))
  if (others.length > 0) return { trouble: 'The variable that the login reads is also read by something else, which may need the secret itself.' }
  const reader = variable !== undefined && /^(?:ARM|AZURE)_CLIENT_SECRET$/.test(variable.name) ? scopeOf(variable.owner).find(mayRead) : undefined
  if (reader !== undefined) return { trouble: `What runs on line ${reader.line} may read the secret from its environment too; whether it takes another login is not known.` }
  const steps = variable === undefined ? (flow.step === undefined ? [] : [flow.step]) : [...new Set(mentions.flatMap(({ step }) => step ?? []))]
  const [step, ...rest] = steps
  if (step === undefined || rest.length > 0) return { trouble: 'Several steps log in with the secret; use `azure/login` in front of each.' }
  const gone = variable === undefined ? [] : [{ change: 'remove-variable', owner: variable.owner, name: variable.name } as const]
  return withoutLogin(step, gone)
}

function scopeOf(owner: Owner): readonly Step[] {
  if (owner.level === 'step') return [owner]
  return owner.level === 'job' ? owner.steps : owner.jobs.flatMap(({ steps }) => steps)
}

const QUIET = /^(?:az|azcopy|echo|printf|cd|set|export|ls|cat|mkdir|cp|mv|rm|jq|curl|docker|kubectl|kubelogin|helm|git|sleep|exit|\[|if|fi)$/

/** Programs that find the variable by its usual name. */
function mayRead(step: Step): boolean {
  if (step.uses !== undefined) return !/^(?:actions|azure|docker|hashicorp\/setup-)/.test(step.uses.name)
  return step.commands.some(({ words }) => !QUIET.test(words[0] ?? ''))
}

function linesIn(step: Step | undefined): readonly string[] {
  return (step?.run ?? '').replaceAll(/\\\r?\n\s{0,200}/g, ' ').split('\n').map((line) => line.trim()).filter((line) => line !== '')
}

/** The lines of the script that make one command, its continuations among them. */
function writtenLines(step: Step, command: string): string | undefined {
  const lines = (step.run ?? '').split('\n').map((line) => line.trim())
  for (let start = 0; start < lines.length; start++) {
    let end = start
    while (lines[end]?.endsWith('\\') === true && end + 1 < lines.length) end++
    const group = lines.slice(start, end + 1)
    if (group.map((line) => line.replace(/\\$/, '')).join(' ').replaceAll(/\s{1,200}/g, ' ').trim() === command.replaceAll(/\s{1,200}/g, ' ').trim()) return group.join('\n')
    start = end
  }
  return undefined
}

type Gone = readonly Extract<Change, { readonly change: 'remove-variable' }>[]

function withoutLogin(step: Step, gone: Gone): Made {
  const [line, ...others] = linesIn(step).filter((one) => AZ_LOGIN.test(one))
  const written = line === undefined ? undefined : writtenLines(step, line)
  if (written === undefined || others.length > 0 || /&&|\|\||;|\$\(|\|/.test((line ?? '').replaceAll(/\$\{\{.{0,300}?\}\}/g, ''))) return { trouble: MIXED }
  const command = step.commands.find(({ text }) => AZ_LOGIN.test(text))
  const [client, tenant] = [['-u', '--username', '--user'], ['-t', '--tenant']].map((flags) => valueOf(step, flagOf(command?.words ?? [], flags)))
  if (client === undefined || tenant === undefined || command?.words.some((word) => /\.pem$|--certificate/.test(word))) return { trouble: 'The application or the directory of the login is not told in the workflow.' }
  const alone = linesIn(step).length === 1 && step.id === undefined
  const removal: readonly Change[] = alone ? [...gone.filter(({ owner }) => owner !== step), { change: 'remove-step', step }] : [...gone, { change: 'remove-line', step, line: written }]
  return more(loginAs([step], { client, tenant, subscription: subscriptionOf(step) }), removal)
}

function flagOf(words: readonly string[], flags: readonly string[]): string | undefined {
  const at = words.findIndex((word) => flags.includes(word))
  if (at >= 0) return words[at + 1]
  return words.flatMap((word) => flags.flatMap((flag) => (word.startsWith(`${flag}=`) ? [word.slice(flag.length + 1)] : [])))[0]
}

/** What a word of a script stands for in the workflow: an expression, a plain text, or the value of a variable. */
function valueOf(step: Step, word: string | undefined): string | undefined {
  const name = /^\$(?:env:)?\{?(\w{1,100})\}?$/.exec(word ?? '')?.[1]
  const levels = [step.env, step.job.env, step.job.workflow.env]
  if (name !== undefined) return levels.flatMap((env) => env.find((one) => one.name === name)?.value ?? [])[0]
  return word === undefined || /^-|\$(?!\{\{)/.test(word) ? undefined : word
}

/** `az account set` tells the subscription that the job works in. */
function subscriptionOf(step: Step): string | undefined {
  const commands = step.job.steps.flatMap((one) => one.commands)
  const set = commands.find(({ words }) => words[0] === 'az' && words[1] === 'account' && words[2] === 'set')
  const value = valueOf(step, flagOf(set?.words ?? [], ['-s', '--subscription', '-n', '--name']))
  return value !== undefined && /^\$\{\{|^[0-9a-f]{8}-/.test(value) ? value : undefined
}
