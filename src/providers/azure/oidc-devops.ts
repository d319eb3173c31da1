import { isSetting } from '../../recipes/setting.ts'
import type { Flow, Step } from '../../workflow.ts'

const HOST = /\bdev\.azure\.com\b|\.visualstudio\.com\/(?!items\b)/

/** Whether it goes to Azure DevOps or to its feeds of packages: learn.microsoft.com/azure/devops/artifacts */
export function speaksToDevOps(flow: Flow): boolean {
  const { to } = flow
  if (isSetting(flow)) return false
  if (to.kind === 'command') return HOST.test(around(to.step, flow.expression))
  if (to.kind !== 'variable') return false
  if (to.name === 'AZURE_DEVOPS_EXT_PAT') return true
  if (/^(?:NUGET|NODE)_AUTH_TOKEN$/.test(to.name)) return stepsOf(flow).some(({ with: inputs }) => inputs.some(({ name, value }) => /^(?:source|registry)-url$/.test(name) && HOST.test(value)))
  return to.mentions.length > 0 && to.mentions.every(({ in: place, step }) => place === 'command' && step !== undefined && HOST.test(around(step, to.name)))
}

function stepsOf({ to, job, workflow }: Flow): readonly Step[] {
  if (to.kind === 'variable' && to.owner.level === 'step' && to.owner.uses !== undefined) return [to.owner]
  return job === undefined ? workflow.jobs.flatMap(({ steps }) => steps) : job.steps
}

/** The lines of a script that name it, with those just before and behind: a configuration is written in several. */
function around({ run = '' }: Step, text: string): string {
  const lines = run.split('\n')
  const at = lines.flatMap((line, i) => (line.includes(text) && !KEY.test(line) ? [i] : []))
  return lines.filter((_, i) => at.some((one) => Math.abs(one - i) <= NEAR)).join('\n')
}

const NEAR = 2
/** The key of a push to a feed may be any text: learn.microsoft.com/azure/devops/artifacts/nuget/publish */
const KEY = /\bnuget(?:\.exe)?\s{1,9}push\b/i
