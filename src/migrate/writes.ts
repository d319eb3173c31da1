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
  return script.split('\n').flatMap((text) => writeIn(text.trim()))
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
