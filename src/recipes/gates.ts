import type { Around, Change, Flow, Use } from '../workflow.ts'
import { isGate } from './trouble.ts'

const STORED = /secrets\.(\w{1,256})|secrets\['(\w{1,256})'\]/gi

interface Given {
  readonly around: Around
  /** `vars.AZURE_CLIENT_ID`: what is there when the new way is. */
  readonly instead: string
}

/** Conditions that asked whether a secret is there ask for what takes its place. */
export function openedGates(uses: readonly Use[], { around, instead }: Given): readonly Change[] {
  const secrets = new Set(uses.map(({ flow }) => flow.secret))
  return around.leftovers.filter((flow) => secrets.has(flow.secret) && isGate(flow)).map((flow) => opened(flow, { secrets, instead }))
}

function opened(gate: Flow, { secrets, instead }: { readonly secrets: ReadonlySet<string>; readonly instead: string }): Change {
  const written = Array.from(gate.expression.matchAll(STORED)).filter((match) => secrets.has((match[1] ?? match[2] ?? '').toUpperCase()))
  const expression = written.reduce((text, [secret]) => text.replaceAll(secret, instead), gate.expression)
  return { change: 'replace-expression', flow: gate, expression }
}

/**
 * Conditions that asked whether a secret is there, which forks of the repository do not have, ask for the repository itself.
 * `closed` where they cannot: pull requests of forks run under the repository's name.
 */
export function repositoryGates(uses: readonly Use[], { facts, leftovers }: Around): readonly Change[] | 'closed' {
  const secrets = new Set(uses.map(({ flow }) => flow.secret))
  const asking = leftovers.filter((flow) => secrets.has(flow.secret) && isGate(flow))
  const unread = asking.flatMap(unreadVariable)
  const gates = asking.filter((flow) => unreadVariable(flow).length === 0)
  if (gates.length === 0) return unread
  const events = gates.flatMap(({ workflow }) => workflow.triggers.map(({ event }) => event))
  if (facts.owner === undefined || facts.name === undefined || events.some((event) => /^(?:pull_request|workflow_call)/.test(event))) return 'closed'
  const name = `${facts.owner}/${facts.name}`
  const changes = gates.map((flow) => {
    const sign = ASKED.exec(flow.expression)?.[1]
    return sign === undefined ? undefined : { change: 'replace-expression', flow, expression: `\${{ github.repository ${sign === '==' ? '!=' : '=='} '${name}' }}` } as const
  })
  return changes.every((change) => change !== undefined) ? [...unread, ...changes] : 'closed'
}

/** A step's variable that its harmless script does not even name goes with the secret. */
function unreadVariable({ to }: Flow): readonly Change[] {
  if (to.kind !== 'variable' || to.owner.level !== 'step' || to.mentions.length > 0 || (to.owner.run ?? '').includes(to.name)) return []
  return [{ change: 'remove-variable', owner: to.owner, name: to.name }]
}

const ASKED = /^\$\{\{\s{0,9}secrets\.\w{1,256}\s{0,9}([!=]=)\s{0,9}(?:''|"")\s{0,9}\}\}$/
