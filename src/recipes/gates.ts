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
