// A stored npm token → trusted publishing: npm exchanges the job's OIDC token when it publishes.
// docs.npmjs.com/trusted-publishers
import { codeSpan } from '../../lib/code-span.ts'
import { repositoryGates } from '../../recipes/gates.ts'
import { asksGate, isGate, strayTrouble } from '../../recipes/trouble.ts'
import type { Around, Change, Flow, Migration, Plan, Use } from '../../workflow.ts'
import { yarnTrouble } from './oidc-clients.ts'
import { failures } from './oidc-failures.ts'
import { buildsImage, isNamed, namedPlans } from './oidc-named.ts'
import { publishing } from './oidc-publish.ts'
import { isNpm } from './oidc-registry.ts'
import { retire, trust } from './oidc-trust.ts'

export const trustedPublishing: Migration = {
  id: 'npm/trusted-publishing',
  title: 'Publish to npm with trusted publishing instead of a stored token',
  issuer: 'github.com',
  consumes,
  plan,
  trust,
  failures,
  retire,
}

const VARIABLE = /^(?:NODE_AUTH_TOKEN|(?:YARN_)?NPM_(?:CONFIG_|AUTH_|PUBLISH_|ACCESS_)?(?:AUTH_)?TOKEN|npm_config_.{0,80}_authToken)$/i
const INPUT = /^(?:npm[-_]?(?:auth[-_]?|publish[-_]?|access[-_]?)?token|node[-_]?auth[-_]?token)$/i

/** `variable`, `publisher` and `line` can be rewritten; the others say where else the token goes. */
function consumes(flow: Flow): Use | undefined {
  const as = roleOf(flow)
  if (as !== undefined) return { flow, as }
  return isNamed(flow) ? { flow, as: 'named', sure: 'named' } : undefined
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

async function plan(uses: readonly Use[], around: Around): Promise<readonly Plan[]> {
  const secrets = [...new Set(uses.map(({ flow }) => flow.secret))]
  const plans = await Promise.all(secrets.map((secret) => planSecret(uses.filter(({ flow }) => flow.secret === secret), around)))
  return plans.flat()
}

async function planSecret(uses: readonly Use[], around: Around): Promise<readonly Plan[]> {
  if (uses.length === 0) return []
  if (uses.every(({ sure }) => sure === 'named')) return namedPlans(uses, around)
  const images = uses.filter(({ flow }) => buildsImage(flow))
  if (images.length > 0) return [...await namedPlans(images, around), ...await planSecret(uses.filter((use) => !images.includes(use)), around)]
  const gates = repositoryGates(uses, around)
  const trouble = strayTrouble(uses) ?? uses.map(troubleAt).find((why) => why !== undefined) ?? leftover(uses, { around, gates }) ?? (uses.some(ofYarn) ? await yarnTrouble(around.facts) : undefined)
  if (trouble !== undefined) return [{ state: 'report', uses, reason: trouble }]
  const plans = await publishing(uses, around)
  return plans.map((one) => (one.state === 'rewrite' && gates !== 'closed' ? { ...one, changes: [...one.changes, ...gates] } : one))
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

function leftover(uses: readonly Use[], { around, gates }: { readonly around: Around; readonly gates: readonly Change[] | 'closed' }): string | undefined {
  const left = around.leftovers.find((one) => uses.some(({ flow }) => flow.secret === one.secret) && (gates === 'closed' || !(isGate(one) || asksGate(one, around.leftovers))))
  const asked = left?.to.kind === 'elsewhere' && left.to.where.endsWith('.if')
  if (left !== undefined && (asked || isGate(left))) return `A condition asks whether ${codeSpan(left.secret)} is there (line ${left.line}), which it will not be; let it ask for something else.`
  return left === undefined ? undefined : `${codeSpan(left.secret)} is also used on line ${left.line}, where no trusted publishing reaches.`
}
