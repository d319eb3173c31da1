// Tools that know no trusted publishing build, and the publishing action uploads what they have built: docs.pypi.org/trusted-publishers/using-a-publisher
import type { Change, Flow, NewStep, Step, Use } from '../../workflow.ts'
import type { Ready, Stuck } from './oidc-plan.ts'
import { indexOf, uploadsOf, type Tool } from './oidc-tools.ts'
import { ACTION } from './oidc-uses.ts'

/** `publish` as the last line of a step, whatever stands before it; on Linux, since the action is a container. */
export function byBuilding({ flow }: Use, tool: Tool): readonly (Ready | Stuck)[] {
  const stuck = [{ trouble: tool.cannot ?? '' }]
  const [job] = flow.job === undefined ? [] : [flow.job]
  const publishing = (job?.steps ?? []).filter((step) => uploadsOf(step).some((upload) => upload.tool === tool && isPublish(upload.command.text)))
  const [step, ...more] = publishing
  if (job === undefined || step === undefined || more.length > 0 || !job.runsOn.every((label) => label.startsWith('ubuntu')) || job.container !== undefined) return stuck
  const taken = taking(flow, step)
  const parts = partsOf(step, tool)
  if (taken === undefined || parts === undefined) return stuck
  return [{ step, index: parts.index, changes: [...taken, ...parts.steps.map((made) => ({ change: 'insert-step', before: step, step: made } as const)), { change: 'remove-step', step }], assumed: [] }]
}

function isPublish(text: string): boolean {
  return /\bpublish\b/.test(text) && !/\bconfig\b/.test(text)
}

/** The token is told to the step itself, or by one that does nothing else. */
function taking({ to }: Flow, publishing: Step): readonly Change[] | undefined {
  if (to.kind === 'variable' && to.owner.level !== 'step') return to.mentions.length === 0 ? [{ change: 'remove-variable', owner: to.owner, name: to.name }] : undefined
  const step = to.kind === 'variable' && to.owner.level === 'step' ? to.owner : to.kind === 'command' ? to.step : undefined
  if (step === publishing) return []
  return step !== undefined && step.index < publishing.index && step.commands.every(({ words }) => isConfig(words.join(' '))) ? [{ change: 'remove-step', step }] : undefined
}

function isConfig(text: string): boolean {
  return /^poetry config (?:pypi-token\.pypi|http-basic\.pypi)\s/.test(text)
}

interface Parts {
  readonly index: 'pypi' | 'testpypi'
  readonly steps: readonly NewStep[]
}

/** What is left of the script, and the action behind it; undefined where that is not plain. */
function partsOf(step: Step, tool: Tool): Parts | undefined {
  const upload = uploadsOf(step).find(({ command }) => isPublish(command.text))
  const index = upload === undefined ? { other: '' } : indexOf(step, upload)
  const lines = (step.run ?? '').split('\n').filter((line) => line.trim() !== '' && !isConfig(line.trim()))
  const before = lines.slice(0, -1)
  const builds = tool.name === 'flit' || /\s--build\b/.test(upload?.command.text ?? '')
  const built = builds ? [...before, `${(lines.at(-1) ?? '').trim().split(/\s(?:publish)\b/)[0] ?? ''} build`] : before.every((line) => OF_SHELL.test(line)) ? [] : before
  const others = step.env.filter(({ name }) => !tool.secrets.test(name) && !tool.users.includes(name))
  const plain = typeof index === 'string' && upload !== undefined && lines.at(-1)?.trim() === upload.command.text.trim() && PLAIN.test(options(upload.command.words)) && !before.some((line) => /\bpublish\b|\bcd\s|^\s|\\$/.test(line))
  if (!plain || step.id !== undefined || step.directory !== undefined || others.length > 0 || (!builds && !isBuilt(step, before))) return undefined
  const condition = step.if === undefined ? {} : { if: step.if }
  const action: NewStep = { name: step.name ?? 'Publish to PyPI', ...condition, uses: ACTION, ...(index === 'testpypi' ? { with: { 'repository-url': 'https://test.pypi.org/legacy/' } } : {}) }
  return { index, steps: [...(built.length === 0 ? [] : [{ name: 'Build', ...condition, run: built.join('\n') }]), action] }
}

/** What ends with the shell that runs it. */
const OF_SHELL = /^(?:source|\.|export|set|echo)\s/

function options(words: readonly string[]): string {
  return words.slice(words.indexOf('publish') + 1).map((word) => ` ${word}`).join('')
}

/** Flags that say nothing of which files, nor of who is asked. */
const PLAIN = /^(?: (?:--build|--no-interaction|-n|-vv?v?|--verbose|-q|--no-ansi|--repository[= ](?:test)?pypi|-r (?:test)?pypi|(?:-u|-p|--username|--password)[ =]\S{1,200}(?: \S{1,40} ?\}\})?)){0,9}$/

/** Whether `dist/` holds what was built: by an earlier command, or what another job left. */
function isBuilt(step: Step, before: readonly string[]): boolean {
  const commands = step.job.steps.filter(({ index }) => index < step.index).flatMap(({ commands: all, uses }) => [...all.map(({ text }) => text), ...(uses?.name === 'actions/download-artifact' ? ['build'] : [])])
  return [...commands, ...before].some((text) => /(?:^|\s)build(?:\s|$)/.test(text))
}
