// A stored npm token → trusted publishing: npm exchanges the job's OIDC token when it publishes.
// docs.npmjs.com/trusted-publishers
import { codeSpan } from '../../lib/code-span.ts'
import { NPM_HOST } from '../../lib/npm-host.ts'
import type { Around, Flow, Migration, Plan, Step, Use } from '../../workflow.ts'
import { yarnTrouble } from './oidc-clients.ts'
import { publishing } from './oidc-publish.ts'
import { retire, trust } from './oidc-trust.ts'

export const trustedPublishing: Migration = {
  id: 'npm/trusted-publishing',
  title: 'Publish to npm with trusted publishing instead of a stored token',
  consumes,
  plan,
  trust,
  retire,
}

const VARIABLE = /^(?:NODE_AUTH_TOKEN|(?:YARN_)?NPM_(?:CONFIG_|AUTH_|PUBLISH_|ACCESS_)?(?:AUTH_)?TOKEN|npm_config_.{0,80}_authToken)$/i
const INPUT = /^(?:npm[-_]?(?:auth[-_]?|publish[-_]?|access[-_]?)?token|node[-_]?auth[-_]?token)$/i
const OTHER_REGISTRY = /npm\.pkg\.github\.com|pkgs\.dev\.azure|jfrog|artifactory|cloudsmith|gitlab\.com\/api|codeartifact|fury\.io|verdaccio/i

/** `variable`, `publisher` and `line` can be rewritten; the others say where else the token goes. */
function consumes(flow: Flow): Use | undefined {
  const as = roleOf(flow)
  return as === undefined ? undefined : { flow, as }
}

function roleOf(flow: Flow): string | undefined {
  const { to } = flow
  switch (to.kind) {
    case 'input':
      if (to.step.uses?.name === 'js-devtools/npm-publish' && to.name === 'token') return isNpm(to.step) ? 'publisher' : undefined
      return INPUT.test(to.name) ? 'input' : undefined
    case 'variable':
      return VARIABLE.test(to.name) && (to.owner.level !== 'step' || isNpm(to.owner)) ? 'variable' : undefined
    case 'command':
      return writesToken(to.step.run ?? '', flow) && isNpm(to.step) ? 'line' : undefined
    case 'call':
      return INPUT.test(to.name) ? 'call' : undefined
    case 'container':
    case 'elsewhere':
      break
  }
  return undefined
}

function writesToken(script: string, flow: Flow): boolean {
  return script.split('\n').some((line) => line.includes(flow.expression) && /_authToken|npm\s{1,9}(?:config\s{1,9})?set/i.test(line))
}

/** Whether a step speaks to npm's own registry: GitHub Packages and private registries take other tokens. */
export function isNpm(step: Step): boolean {
  const registries = step.job.steps.flatMap((one) => (one.index < step.index && one.uses?.name === 'actions/setup-node' ? one.with : []))
  const registry = registries.findLast(({ name }) => name === 'registry-url')?.value ?? ''
  const said = [step.run ?? '', ...[...step.with, ...step.env].map(({ value }) => value)].join('\n')
  if (said.includes(NPM_HOST)) return true
  if (OTHER_REGISTRY.test(said) || OTHER_REGISTRY.test(registry)) return false
  return registry === '' || registry.includes(NPM_HOST) || registry.includes('${{')
}

async function plan(uses: readonly Use[], around: Around): Promise<readonly Plan[]> {
  const secrets = [...new Set(uses.map(({ flow }) => flow.secret))]
  const plans = await Promise.all(secrets.map((secret) => planSecret(uses.filter(({ flow }) => flow.secret === secret), around)))
  return plans.flat()
}

async function planSecret(uses: readonly Use[], around: Around): Promise<readonly Plan[]> {
  const trouble = uses.map(troubleAt).find((why) => why !== undefined) ?? leftover(uses, around) ?? (uses.some(ofYarn) ? await yarnTrouble(around.facts) : undefined)
  if (trouble !== undefined) return [{ state: 'report', uses, reason: trouble }]
  return publishing(uses, around)
}

function ofYarn({ flow: { to } }: Use): boolean {
  return to.kind === 'variable' && to.name === 'YARN_NPM_AUTH_TOKEN'
}

const CHOSEN = 'Which token is used is decided at run time; publish in a job of its own with trusted publishing.'

function troubleAt({ flow, as }: Use): string | undefined {
  if (flow.secret === '*' || flow.shape === 'chosen') return CHOSEN
  if (as === 'call') return `The token is handed to the reusable workflow of job ${codeSpan(flow.job?.id ?? '')}; change the called workflow first.`
  if (as === 'input') return `The token is an input of ${codeSpan(flow.step?.uses?.name ?? '')}; whether it knows trusted publishing is not known.`
  const self = flow.job?.runsOn.some((label) => /self-hosted/.test(label))
  return self ? 'npm takes trusted publishing from GitHub-hosted runners only: move the publishing job to one.' : undefined
}

function leftover(uses: readonly Use[], around: Around): string | undefined {
  const left = around.leftovers.find(({ secret }) => uses.some(({ flow }) => flow.secret === secret))
  return left === undefined ? undefined : `${codeSpan(left.secret)} is also used on line ${left.line}, where no trusted publishing reaches.`
}
