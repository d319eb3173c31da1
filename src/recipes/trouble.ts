// Why a stored secret cannot be replaced by editing its file alone, as far as that is the same for every provider.
import { codeSpan } from '../lib/code-span.ts'
import type { Around, Consumer, Flow, Use } from '../workflow.ts'

interface Scene {
  readonly around: Around
  /** What the secret is, for a sentence: `key`, `token`. */
  readonly thing: string
  /** What a job does with its OIDC token: `log in`, `publish`. */
  readonly act: string
  /** Conditions that ask whether the secret is there are rewritten too (gates.ts). Else they are in the way: they would find nothing. */
  readonly gates?: 'opened'
}

/** The first such reason, a secret that is used elsewhere too among them. Calls of workflows of this repository are the engine's to judge. */
export function commonTrouble(uses: readonly Use[], scene: Scene): string | undefined {
  return uses.map((use) => troubleAt(use, scene)).find((why) => why !== undefined)
    ?? leftoverTrouble(uses, scene)
    ?? uses.map(({ flow }) => callersTrouble(flow, scene)).find((why) => why !== undefined)
}

/** Of a called workflow: what takes the place of several secrets must not be one identity that can do what all of them could. */
function callersTrouble({ secret, workflow }: Flow, { thing }: Scene): string | undefined {
  const handed = workflow.callers.flatMap((job) => job.workflow.flows.filter(({ to }) => to.kind === 'call' && to.job === job && to.name.toUpperCase() === secret))
  const secrets = [...new Set(handed.map((flow) => flow.secret))].filter((name) => name !== '*')
  if (secrets.length < 2) return undefined
  return `The workflows that call this one hand over different secrets (${secrets.map(codeSpan).join(', ')}): let them hand over which identity takes the ${thing}'s place.`
}

/** A secret whose use is known in one place, while only its name is in another. */
export function strayTrouble(uses: readonly Use[]): string | undefined {
  const stray = uses.find(({ sure }) => sure === 'named')
  if (stray === undefined || uses.every(({ sure }) => sure === 'named')) return undefined
  return `${codeSpan(stray.flow.secret)} also goes to ${placeNamed(stray.flow.to)} (line ${stray.flow.line}), where it is not known what is done with it.`
}

function troubleAt({ flow }: Use, { thing, act }: Scene): string | undefined {
  const { to } = flow
  if (flow.secret === '*') return `Which secret holds the ${thing} is decided at run time; give each case its own step.`
  if (to.kind === 'call') return `The ${thing} is handed to the reusable workflow of job ${codeSpan(to.job.id)}; change the called workflow first.`
  if (flow.shape === 'chosen') return `An expression decides which ${thing} is used; give each case its own step.`
  if (to.kind === 'variable' && to.mentions.some((mention) => mention.in === 'condition')) {
    return `A condition asks for ${codeSpan(`env.${to.name}`)}, which would be empty; let it ask for something else.`
  }
  return to.kind === 'container' ? `The ${thing} is handed to a container before any step can ${act}.` : undefined
}

function leftoverTrouble(uses: readonly Use[], { around, thing, gates }: Scene): string | undefined {
  const secrets = new Set(uses.map(({ flow }) => flow.secret))
  const left = around.leftovers.find((flow) => secrets.has(flow.secret) && !(gates === 'opened' && (isGate(flow) || asksGate(flow, around.leftovers))))
  if (left === undefined) return undefined
  if (isGate(left)) return `A condition asks whether ${codeSpan(left.secret)} is there (line ${left.line}), which it will not be; let it ask for something else.`
  return `${codeSpan(left.secret)} also goes to ${placeNamed(left.to)} (line ${left.line}), which needs the stored ${thing}.`
}

/** What only asks whether the secret is there at all. */
export function isGate({ to, only }: Flow): boolean {
  if (only === 'presence') return true
  if (to.kind !== 'variable') return false
  return to.mentions.length > 0 && to.mentions.every((mention) => mention.in === 'condition')
}

/** A condition that asks for such a variable by an expression. */
export function asksGate({ to, through }: Flow, leftovers: readonly Flow[]): boolean {
  if (to.kind !== 'elsewhere' || !to.where.endsWith('.if')) return false
  return through.length > 0 && through.every(({ owner, name }) => leftovers.some((one) => isGate(one) && one.to.kind === 'variable' && one.to.owner === owner && one.to.name === name))
}

/** A consumer for a sentence. */
export function placeNamed(to: Consumer): string {
  switch (to.kind) {
    case 'input':
      return `the input ${codeSpan(to.name)} of ${codeSpan(to.step.uses?.name ?? '')}`
    case 'variable':
      return `the variable ${codeSpan(to.name)}`
    case 'command':
      return 'the text of a command'
    case 'container':
      return 'a container'
    case 'call':
      return 'a reusable workflow'
    case 'elsewhere':
      break
  }
  return codeSpan(to.where)
}
