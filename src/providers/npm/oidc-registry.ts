import { NPM_HOST } from '../../lib/npm-host.ts'
import type { Step } from '../../workflow.ts'

const OTHER_REGISTRY = /npm\.pkg\.github\.com|pkgs\.dev\.azure|jfrog|artifactory|cloudsmith|gitlab\.com\/api|codeartifact|fury\.io|verdaccio/i

/** Whether a step speaks to npm's own registry: GitHub Packages and private registries take other tokens. */
export function isNpm(step: Step): boolean {
  const registries = step.job.steps.flatMap((one) => (one.index < step.index && one.uses?.name === 'actions/setup-node' ? one.with : []))
  const registry = registries.findLast(({ name }) => name === 'registry-url')?.value ?? ''
  // A secret's name says nothing of where this one goes.
  const said = [step.run ?? '', ...[...step.with, ...step.env].map(({ value }) => value)].join('\n').replaceAll(/\bsecrets\.\w{1,256}/g, '')
  if (said.includes(NPM_HOST)) return true
  if (OTHER_REGISTRY.test(said) || OTHER_REGISTRY.test(registry)) return false
  return registry === '' || registry.includes(NPM_HOST) || registry.includes('${{')
}
