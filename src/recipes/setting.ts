import type { Consumer, Flow, Step } from '../workflow.ts'
import { asVariable } from './as-variable.ts'
import { isName, looksSecret, opensDoor } from './plain.ts'
import { linesWith } from './registry.ts'
import { takenBy } from './taken-by.ts'

/** Only whether it is something goes on, and not what it is. */
const COMPARED = /^\$\{\{\s{0,9}secrets\.\w{1,256}\s{0,9}[!=]=\s{0,9}'[^']{0,100}'\s{0,9}\}\}$/

/** Where a flow brings something that is no credential at all, or nobody reads it as one. */
export function isSetting(flow: Flow): boolean {
  const { to, secret } = flow
  if (to.kind === 'elsewhere') return !/^jobs\.[^.]{1,200}\.(?:strategy\.matrix|outputs)\b/.test(to.where)
  if (isGate(flow) || feedsOthers(flow) || COMPARED.test(flow.expression)) return true
  if (to.kind === 'command') return isName(secret) || (!looksSecret(secret) && !opensDoor(secret) && isOnlyNamed(flow, to.step))
  const name = asVariable(nameOf(to))
  // An address with a credential in it: `https://user:TOKEN@host`.
  if (flow.shape === 'part' && looksSecret(secret) && !isName(secret)) return false
  return isName(name) || name === 'SERVICE_ACCOUNT' || (isName(secret) && !looksSecret(name))
}

function isOnlyNamed({ expression }: Flow, step: Step): boolean {
  const lines = linesWith(step, expression)
  return lines.length > 0 && lines.every((line) => takenBy(line, expression) === 'name')
}

function nameOf(to: Consumer): string {
  switch (to.kind) {
    case 'input':
    case 'variable':
    case 'call':
      return to.name
    case 'container':
      return to.field.split('.').at(-1) ?? ''
    case 'command':
    case 'elsewhere':
      break
  }
  return ''
}

/** A variable that only tells conditions whether the secret is there; without a comparison a program may read it unnamed. */
function isGate({ to, secret, expression, workflow }: Flow): boolean {
  if (to.kind !== 'variable' || to.mentions.length === 0 || !to.mentions.every((mention) => mention.in === 'condition')) return false
  return /[!=]=/.test(expression) || workflow.flows.some((other) => other.secret === secret && other.to !== to)
}

/** A variable whose value goes on by `${{ env.NAME }}` alone: where it goes is a flow of its own. */
function feedsOthers({ to, workflow }: Flow): boolean {
  if (to.kind !== 'variable' || to.mentions.length === 0) return false
  if (!to.mentions.every((mention) => mention.in === 'input' || mention.in === 'variable' || mention.in === 'condition')) return false
  return workflow.flows.some(({ through }) => through.some(({ owner, name }) => owner === to.owner && name === to.name))
}
