import { codeSpan } from '../../lib/code-span.ts'
import { spellings } from '../../recipes/flags.ts'
import type { Change, Owner, Step, Use } from '../../workflow.ts'
import type { Ready, Stuck } from './oidc-node.ts'

/** Takes the token away: its variable or input, and the line or the step that wrote it into an .npmrc. */
export function removal({ flow, as }: Use): Ready | Stuck {
  const { to, step } = flow
  if (as === 'publisher' && to.kind === 'input') return { changes: withoutInput(to.step), assumed: [] }
  if (as === 'line' && step !== undefined) return withoutWriting(step, undefined)
  if (to.kind !== 'variable') return { trouble: 'Where the token goes is not understood.' }
  const asked = stepsIn(to.owner).flatMap(({ run = '' }) => run.split('\n')).find((line) => spellings(to.name).some((text) => line.includes(text)) && !/_authToken/.test(line))
  if (asked !== undefined) return { trouble: `${codeSpan(asked.trim().slice(0, 80))} asks for ${codeSpan(to.name)}, which would be empty; take that out by hand.` }
  const remove = { change: 'remove-variable', owner: to.owner, name: to.name } as const
  const [writer, ...others] = stepsIn(to.owner).filter(writes)
  if (others.length > 0) return { trouble: 'Several steps write the token into an .npmrc; take them out by hand.' }
  return writer === undefined ? { changes: [remove], assumed: [] } : withoutWriting(writer, remove)
}

// Trusted publishing came with version 4: README of JS-DevTools/npm-publish.
const OLDEST = 4

function withoutInput(step: Step): readonly Change[] {
  const major = step.uses?.version[0]
  const bump = major !== undefined && major < OLDEST
  return [
    { change: 'remove-input', step, name: 'token' },
    ...(bump ? [{ change: 'use-action', step, action: 'JS-DevTools/npm-publish' } as const] : []),
  ]
}

function stepsIn(owner: Owner): readonly Step[] {
  if (owner.level === 'step') return [owner]
  return owner.level === 'job' ? owner.steps : owner.jobs.flatMap(({ steps }) => steps)
}

/** A step that puts a token into an .npmrc for the steps behind it. */
export function writes(step: Step): boolean {
  return /_authToken/.test(step.run ?? '') && /\.npmrc|npm\s{1,9}(?:config\s{1,9})?set/.test(step.run ?? '')
}

type RemoveVariable = Extract<Change, { readonly change: 'remove-variable' }>

/** Without the step, where it does nothing else; without the lines, where they stand for themselves. */
function withoutWriting(step: Step, variable: RemoveVariable | undefined): Ready | Stuck {
  const lines = (step.run ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '')
  if (lines.every(onlyWrites)) {
    if (step.id !== undefined) return { trouble: 'The step that writes the token has an `id` that others may ask for.' }
    // A variable of the very step that goes needs no removal of its own.
    const outer = variable === undefined || variable.owner === step ? [] : [variable]
    return { changes: [...outer, { change: 'remove-step', step }], assumed: [] }
  }
  const tokens = [...new Set(lines.filter((line) => /_authToken/.test(line)))]
  const removed = tokens.map((line) => (isAlone(line) ? { change: 'remove-line', step, line } as const : withoutCommand(step, line)))
  if (tokens.length === 0 || removed.includes(undefined)) return { trouble: 'A command writes the token together with other things; take it out by hand.' }
  return { changes: [...(variable === undefined ? [] : [variable]), ...removed.filter((change) => change !== undefined)], assumed: [] }
}

/** `npm config set … && npm publish`: the one command, where others follow it or stand before it. */
function withoutCommand(step: Step, line: string): Change | undefined {
  const commands = line.split(/\s&&\s/)
  const writing = commands.filter((command) => /_authToken/.test(command))
  const [text] = writing
  if (text === undefined || writing.length > 1 || commands.length < 2 || !isAlone(text.trim()) || !onlyWrites(text.trim())) return undefined
  return { change: 'replace-text', step, from: commands[0] === text ? `${text} && ` : ` && ${text}`, to: '' }
}

function isAlone(line: string): boolean {
  return /^(?:echo|printf|p?npm\s{1,9}(?:config\s{1,9})?set)\b/.test(line) && !/&&|\|\||;(?:\s|$)|\\$/.test(line)
}

const WRITING = [
  /^(?:echo|printf)\s.{0,500}>{1,2}\s{0,9}\S{0,200}\.npmrc["']?$/,
  /^cat\s.{0,200}\.npmrc["']?$/,
  /^p?npm\s{1,9}(?:config\s{1,9})?set\s.{0,200}(?:_authToken|registry)/,
  /^npm\s{1,9}whoami$/,
  /^EOF$/,
  /^["']?(?:\/\/|@?[\w-]{0,100}:?registry=).{0,300}$/,
]

function onlyWrites(line: string): boolean {
  return !/&&|\|\||;(?:\s|$)/.test(line) && WRITING.some((pattern) => pattern.test(line))
}
