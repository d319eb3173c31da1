import { flagPieces, spellings } from '../../recipes/flags.ts'
import { isSetting } from '../../recipes/setting.ts'
import type { Flow, Step, Use } from '../../workflow.ts'
import { TOOLS, uploadsOf } from './oidc-tools.ts'

export const ACTION = 'pypa/gh-action-pypi-publish'

/** `action`, `variable`, `flag` can be rewritten where the tool can; the others say where else a token goes. */
export function consumes(flow: Flow): Use | undefined {
  const as = roleOf(flow)
  if (as === undefined || (as === 'configured' && isSetting(flow))) return undefined
  return as === 'named' ? { flow, as, sure: 'named' } : { flow, as }
}

const INPUT = /^(?:test[-_]?)?pypi[-_]?(?:api[-_]?)?(?:token|password)$|^poetry[-_]?pypi[-_]?token$/i
const NAMED = /^(?:\w{1,60}_)?PYPI_(?:\w{1,60}_)?(?:TOKEN|PASSWORD|API_KEY)$|^PYPI_TOKEN$/
/** Actions that publish to PyPI with a token that they are given. */
const PUBLISHERS = /^(?:casperdcl\/deploy-pypi|jrubics\/poetry-publish|etils-actions\/pypi-auto-publish|code-specialist\/pypi-poetry-publish|coveooss\/pypi-publish-with-poetry)$/

function roleOf(flow: Flow): string | undefined {
  return knownRole(flow) ?? (isNamed(flow) ? 'named' : undefined)
}

/** What a secret is called, where nobody knows what takes it. */
function isNamed({ secret, to }: Flow): boolean {
  return to.kind !== 'elsewhere' && [secret, ...(to.kind === 'variable' ? [to.name] : [])].some((name) => NAMED.test(name))
}

function knownRole(flow: Flow): string | undefined {
  const { to } = flow
  switch (to.kind) {
    case 'input':
      if (to.step.uses?.name === ACTION) return to.name === 'password' ? 'action' : undefined
      if (INPUT.test(to.name) || (PUBLISHERS.test(to.step.uses?.name ?? '') && /token|password/i.test(to.name))) return 'input'
      return undefined
    case 'variable':
      if (TOOLS.some(({ secrets }) => secrets.test(to.name))) return 'variable'
      if (to.mentions.some(({ in: place, step }) => place === 'command' && step !== undefined && isFlag(step, spellings(to.name)))) return 'flag'
      if (to.mentions.some(({ in: place, step }) => place === 'command' && step !== undefined && configures(step, to.name))) return 'configured'
      return undefined
    case 'command':
      if (isFlag(to.step, [flow.expression])) return 'flag'
      return configures(to.step, flow.expression) ? 'configured' : undefined
    case 'call':
      return INPUT.test(to.name) || /^(?:PYPI|TWINE)_\w{0,60}(?:TOKEN|PASSWORD)$/i.test(to.name) ? 'call' : undefined
    case 'container':
    case 'elsewhere':
      break
  }
  return undefined
}

function isFlag(step: Step, values: readonly string[]): boolean {
  return uploadsOf(step).some(({ tool }) => flagPieces(step.run ?? '', { flags: tool.flags.secret, values }).length > 0)
}

/** Written into a tool's configuration: `poetry config pypi-token.pypi`, `.pypirc`, `hatch config`. */
function configures(step: Step, text: string): boolean {
  const script = step.run ?? ''
  if (/\.pypirc/.test(script) && script.includes(text)) return true
  return script.split('\n').some((line) => line.includes(text) && /poetry\s{1,9}config\s|poetry\s{1,9}publish|flit\s{1,9}publish|hatch\s.{0,80}(?:publish|config)|twine\s{1,9}upload/.test(line))
}
