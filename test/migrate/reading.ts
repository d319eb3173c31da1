import { readWorkflow } from '../../src/migrate/read.ts'
import { parseSource, type Source } from '../../src/migrate/source.ts'
import type { Flow, Workflow } from '../../src/workflow.ts'

/** A workflow's text as the planner reads it; fails where it is none. */
export function read(text: string): { readonly source: Source; readonly workflow: Workflow } {
  const source = parseSource('.github/workflows/w.yml', text)
  if (!('doc' in source)) throw new TypeError(source.message)
  return { source, workflow: readWorkflow(source) }
}

/** One job `a` of these steps, as lines that begin with `- `; `job` and `top` are lines of their levels. */
export function workflowOf({ steps, job = '', top = '' }: { readonly steps: string; readonly job?: string; readonly top?: string }): string {
  return `on: push\n${top}jobs:\n  a:\n    runs-on: ubuntu-latest\n${indented(job, 4)}    steps:\n${indented(steps, 6)}`
}

function indented(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(by))
}

/** A flow as one line: secret, shape, where it ends, what it passed. */
export function told({ secret, shape, to, through }: Flow): string {
  const end = {
    input: () => (to.kind === 'input' ? `input ${to.name} of ${to.step.uses?.name}` : ''),
    variable: () => (to.kind === 'variable' ? `${to.owner.level} variable ${to.name}` : ''),
    command: () => 'command',
    container: () => (to.kind === 'container' ? `${to.field} of ${to.image}` : ''),
    call: () => (to.kind === 'call' ? `call ${to.name}` : ''),
    elsewhere: () => (to.kind === 'elsewhere' ? to.where : ''),
  }[to.kind]()
  return `${secret} ${shape} → ${end}${through.map(({ name }) => ` by ${name}`).join('')}`
}
