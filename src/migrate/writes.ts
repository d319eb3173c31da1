import type { Owner, Write } from '../workflow.ts'

// docs.github.com/actions/reference/workflows-and-actions/workflow-commands: GITHUB_ENV, GITHUB_OUTPUT and the commands that they replaced
const FILE = String.raw`["']?\$(?:env:)?\{?(?:env:)?GITHUB_(ENV|OUTPUT)\}?["']?`
const FORMS = [
  new RegExp(String.raw`^(?:echo|Write-Output)?\s{0,20}["']?([A-Za-z_][\w-]{0,255})=(.{0,5000}?)["']?\s{0,20}(?:>>|\|\s{0,9}tee\s{1,9}-a)\s{0,20}${FILE}\s{0,20}$`),
  new RegExp(String.raw`^(?:echo|Write-Output)?\s{0,20}["']?([A-Za-z_][\w-]{0,255})=(.{0,5000}?)["']?\s{0,20}\|\s{0,9}Out-File\s(?:.{0,80}\s)?${FILE}(?:\s.{0,80})?$`, 'i'),
]
const OLD = /^echo\s{1,20}["']?::set-(env|output) name=([A-Za-z_][\w-]{0,255})::(.{0,5000}?)["']?\s{0,20}$/

/** The variables and outputs that lines of a script set for the steps behind it. */
export function writesOf(script: string): readonly Write[] {
  return [...script.split('\n').flatMap((text) => writeIn(text.trim())), ...blocksOf(script).flatMap(writesIn)]
}

/** Lines that go to one of the files together: a here-document, or commands in braces. */
export interface Block {
  readonly to: Write['to']
  /** All of it, without the space around each line. */
  readonly lines: readonly string[]
}

const HERE = new RegExp(String.raw`^(?:cat|tee)\b(?=.{0,200}<<-?\s{0,9}["']?(\w{1,64}))(?=.{0,200}(?:>>|\s-a)\s{0,9}${FILE})`)
const CLOSED = new RegExp(String.raw`^[})]\s{0,20}(?:>>|\|\s{0,9}tee\s{1,9}-a)\s{0,20}${FILE}$`)

export function blocksOf(script: string): readonly Block[] {
  const lines = script.split('\n').map((line) => line.trim())
  return lines.flatMap((line, start): readonly Block[] => {
    const here = HERE.exec(line)
    if (here === null && line !== '{' && line !== '(') return []
    const rest = lines.slice(start + 1)
    const end = rest.findIndex((one) => (here === null ? /^[{}()]/.test(one) : one === here[1]))
    const file = here?.[2] ?? CLOSED.exec(rest[end] ?? '')?.[1]
    return end < 0 || file === undefined ? [] : [{ to: file === 'ENV' ? 'env' : 'output', lines: [line, ...rest.slice(0, end + 1)] }]
  })
}

const SAID = /^echo\s{1,20}["']?([A-Za-z_][\w-]{0,255})=(.{0,5000}?)["']?$/
const PLAIN = /^([A-Za-z_][\w-]{0,255})=(.{0,5000})$/

function writesIn({ to, lines }: Block): readonly Write[] {
  const form = HERE.test(lines[0] ?? '') ? PLAIN : SAID
  return lines.slice(1, -1).flatMap((line) => {
    const match = form.exec(line)
    return match === null ? [] : [{ to, name: match[1] ?? '', value: unshelled(match[2] ?? ''), line }]
  })
}

function writeIn(line: string): readonly Write[] {
  const old = OLD.exec(line)
  if (old !== null) return [{ to: old[1] === 'env' ? 'env' : 'output', name: old[2] ?? '', value: unshelled(old[3] ?? ''), line }]
  const match = FORMS.map((form) => form.exec(line)).find((found) => found !== null)
  return match === undefined || match === null ? [] : [{ to: match[3] === 'ENV' ? 'env' : 'output', name: match[1] ?? '', value: unshelled(match[2] ?? ''), line }]
}

/** A shell's `$NAME` as the expression that it stands for. */
function unshelled(value: string): string {
  return value.replace(/^\$(?:\{|env:)?(\w{1,256})\}?$/, '$${{ env.$1 }}')
}

/** What wrote a variable that stands in no `env:`, and the line that did. */
export function writerOf(owner: Owner, name: string): { readonly step: Extract<Owner, { readonly level: 'step' }>; readonly line: string } | undefined {
  if (owner.level === 'workflow' || (owner.level === 'step' && owner.env.some((one) => one.name === name))) return undefined
  const to = owner.level === 'job' ? 'env' : 'output'
  for (const step of owner.level === 'job' ? owner.steps : [owner]) {
    const write = step.writes.find((one) => one.to === to && one.name === name)
    if (write !== undefined) return { step, line: write.line }
  }
  return undefined
}
