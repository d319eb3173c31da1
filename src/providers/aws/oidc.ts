// Stored access keys → a role that the job assumes with GitHub's OIDC token.
// docs.github.com/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
import { codeSpan } from '../../lib/code-span.ts'
import { registryOf } from '../../recipes/registry.ts'
import { isSetting } from '../../recipes/setting.ts'
import type { Around, Flow, Migration, Plan, Use } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'
import { takesThree } from './oidc-handed.ts'
import { loginChanges } from './oidc-login.ts'
import { setsDefault } from './oidc-shell.ts'
import { advised, isGate, troubleWith } from './oidc-traps.ts'
import { retire, trust } from './oidc-trust.ts'

export const role: Migration = {
  id: 'aws/role',
  title: 'Use a short-lived AWS role instead of stored access keys',
  consumes,
  plan,
  trust,
  failures,
  retire,
}

const LOGIN_INPUTS = new Set(['aws-access-key-id', 'aws-secret-access-key', 'aws-session-token'])
const VARIABLES = new Set(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
/** Names under which actions, workflows and programs of others take a key. */
const KEY_NAME = /aws[-_.]?(?:access[-_]?key(?:[-_]?id)?|secret(?:[-_]?(?:access[-_]?)?key)?|key(?:[-_]?id)?|access[-_]?id|session[-_]?token)$/i
const BARE_KEY_NAME = /^(?:secret[-_])?access[-_]key(?:[-_]id)?$|^secret[-_]key$/i
const OF_AWS = /aws|ecr|\bs3|-s3|ecs|lambda|beanstalk|cloudformation|cloudfront/
const KEY_IN_TEXT = /aws[-_]?(?:access[-_]?key|secret[-_]?access[-_]?key|secret[-_]?key)/i

/** Secrets that are called keys of AWS, where nobody knows what takes them. */
const NAMED = /^(?:\w{1,60}_)?AWS_(?:\w{1,40}_)?(?:ACCESS_KEY(?:_ID)?|SECRET(?:_ACCESS)?_KEY|KEY(?:_ID)?|SECRET)$/

/** `login`, `variable`, `registry`, `handed` and `shell` can be rewritten; the others say where else a key goes. */
function consumes(flow: Flow): Use | undefined {
  const as = roleOf(flow)
  if (as !== undefined) return { flow, as }
  return NAMED.test(flow.secret) && flow.to.kind !== 'elsewhere' && !isSetting(flow) ? { flow, as: 'named', sure: 'named' } : undefined
}

function roleOf(flow: Flow): string | undefined {
  const { to } = flow
  switch (to.kind) {
    case 'input':
      if (to.step.uses?.name === 'aws-actions/configure-aws-credentials') return LOGIN_INPUTS.has(to.name) ? 'login' : undefined
      if (to.step.uses?.name === 'docker/login-action' && isEcr(registryOf(to.step))) return /^(?:username|password)$/.test(to.name) ? 'registry' : undefined
      if (takesThree(to.step, to.name)) return 'handed'
      if (KEY_NAME.test(to.name) || (BARE_KEY_NAME.test(to.name) && OF_AWS.test(to.step.uses?.name ?? ''))) return 'input'
      return flow.shape === 'part' && KEY_IN_TEXT.test(lineWith(to.step.with.find(({ name }) => name === to.name)?.value, flow)) ? 'text' : undefined
    case 'variable':
      if (VARIABLES.has(to.name)) return 'variable'
      return KEY_NAME.test(to.name) && !isGate(flow) && !to.mentions.some((mention) => mention.in === 'input') ? 'renamed' : undefined
    case 'command':
      if (setsDefault(flow)) return 'shell'
      return KEY_IN_TEXT.test(lineWith(to.step.run, flow)) || answersConfigure(flow) ? 'command' : undefined
    case 'container':
      return VARIABLES.has(to.field.split('.').at(-1) ?? '') ? 'container' : undefined
    case 'call':
      return KEY_NAME.test(to.name) ? 'call' : undefined
    case 'elsewhere':
      break
  }
  return undefined
}

function isEcr(registry: string): boolean {
  return /\.dkr\.ecr\.|^public\.ecr\.aws/.test(registry)
}

/** A line alone, among those that `aws configure` is fed with. */
function answersConfigure({ to, expression }: Flow): boolean {
  const script = to.kind === 'command' ? (to.step.run ?? '') : ''
  return /\baws\s{1,9}configure\s{0,9}<<|\|\s{0,9}aws\s{1,9}configure\s{0,9}$/m.test(script) && script.split('\n').some((line) => line.trim() === expression)
}

/** The line of a text in which a flow's expression stands. */
function lineWith(text: string | undefined, flow: Flow): string {
  return (text ?? '').split('\n').find((line) => line.includes(flow.expression)) ?? ''
}

async function plan(uses: readonly Use[], around: Around): Promise<readonly Plan[]> {
  return Promise.all(pairsOf(uses).map((pair) => planPair(pair, around)))
}

async function planPair(uses: readonly Use[], around: Around): Promise<Plan> {
  const advice = advised(uses)
  if (advice !== undefined) return { state: 'advice', uses, reason: advice }
  const trouble = await troubleWith(uses, around)
  if (trouble !== undefined) return { state: 'report', uses, reason: trouble }
  const made = loginChanges(uses, around.leftovers)
  if ('trouble' in made) return { state: 'report', uses, reason: made.trouble }
  const roles = [...new Set(made.grants.map(({ identity }) => codeSpan(identity)))].join(' and ')
  return {
    state: 'rewrite',
    uses,
    reason: `The job assumes the role ${roles} with GitHub's OIDC token; the stored access key is not read any more.`,
    ...made,
  }
}

/** Uses that share a secret or are given side by side are one key. */
function pairsOf(uses: readonly Use[]): readonly (readonly Use[])[] {
  const groups: Use[][] = []
  for (const use of uses) {
    const touching = groups.filter((group) => group.some((other) => other.flow.secret === use.flow.secret || holderOf(other) === holderOf(use)))
    const merged = [...touching.flat(), use]
    for (const group of touching) groups.splice(groups.indexOf(group), 1)
    groups.push(merged)
  }
  return groups
}

/** Where the halves of one key stand together. */
function holderOf({ flow }: Use): unknown {
  const { to } = flow
  if (to.kind === 'variable') return to.owner
  if (to.kind === 'input' || to.kind === 'command') return to.step
  return to.kind === 'elsewhere' ? flow : to.job
}
