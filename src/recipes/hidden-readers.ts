import { codeSpan } from '../lib/code-span.ts'
import type { Owner, Step } from '../workflow.ts'

// Programs that run others, or a team's own: what they read from their environment does not stand in the workflow.
const RUNS_OTHERS = /^(?:make|task|just|mage|packer|ansible(?:-\w{1,20})?|python[\d.]{0,5}|pytest|tox|nox|pwsh|powershell|bash|sh|zsh|source|terratest|kitchen|inspec|(?:\.{1,2}|\$\w{1,40})?\/\S{1,300}|\S{1,200}\.(?:sh|ps1|py))$/
const TESTS = /^go\s{1,9}(?:test|run)\b/

/** Why a variable cannot go because of a step that is not known to need it and may read it all the same; `known` ones are seen to. */
export function hiddenReader(owner: Owner, given: { readonly name: string; readonly known: (step: Step) => boolean }): string | undefined {
  const reader = stepsIn(owner).find((step) => !given.known(step) && mayHide(step))
  return reader === undefined ? undefined : `What runs on line ${reader.line} may read ${codeSpan(given.name)} from its environment too; whether it takes another login is not known.`
}

function stepsIn(owner: Owner): readonly Step[] {
  if (owner.level === 'step') return [owner]
  return owner.level === 'job' ? owner.steps : owner.jobs.flatMap(({ steps }) => steps)
}

function mayHide({ uses, commands }: Step): boolean {
  if (uses !== undefined) return /packer|ansible|terratest/.test(uses.name) && !/(?:^|[/_-])setup(?:$|[/_-])/.test(uses.name)
  return commands.some(({ words, text }) => RUNS_OTHERS.test(words[0] ?? '') || TESTS.test(text))
}
