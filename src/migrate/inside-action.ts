import { codeSpan } from '../lib/code-span.ts'
import type { Flow, Migration, Plan, RepoFacts, Use } from '../workflow.ts'
import type { LocalAction, LocalActions } from './local-actions.ts'

interface Made {
  readonly migration: Migration
  readonly plan: Plan
}

interface Inside {
  readonly actions: LocalActions
  readonly claim: (flow: Flow) => { readonly use: Use; readonly by: Migration } | undefined
  readonly facts: RepoFacts
}

interface One extends Omit<Inside, 'actions'> {
  readonly action: LocalAction
}

/** What becomes of a secret that is handed to an action of the repository: whoever takes it inside decides, or what the action is for others. */
export async function insideAction(flow: Flow, { actions, claim, facts }: Inside): Promise<Made | undefined> {
  const action = flow.to.kind === 'input' ? actions.get(flow.to.step.uses?.name ?? '') : undefined
  if (action === undefined || flow.to.kind !== 'input') return undefined
  return await amongSteps(flow, { action, claim, facts }) ?? published(flow, { action, claim, facts })
}

/** Taken for what it is called elsewhere, or for what it says of its input: only reported, since it is this repository's to change. */
async function published(flow: Flow, { action, claim, facts }: One): Promise<Made | undefined> {
  if (flow.to.kind !== 'input' || isKnown(claim(flow))) return undefined
  const { step, name } = flow.to
  const token = action.tokens.has(name.toLowerCase()) ? { ...step.token, has: 'another', input: name } as const : step.token
  const named = step.uses === undefined || action.published === undefined ? {} : { uses: { ...step.uses, name: action.published } }
  const twin = { ...step, ...named, token }
  const claimed = claim({ ...flow, step: twin, to: { ...flow.to, step: twin } })
  if (claimed === undefined || !isKnown(claimed)) return undefined
  const [plan] = await claimed.by.plan([claimed.use], { facts, workflows: [flow.workflow], leftovers: [] })
  // Of the job around it such a plan tells nothing that would hold for another action.
  const reason = plan?.state === 'advice' ? plan.reason : action.tokens.has(name.toLowerCase()) ? STAYS : `an action of this repository, as others use it. ${claimed.by.title}.`
  return { migration: claimed.by, plan: { state: plan?.state === 'advice' ? 'advice' : 'report', uses: [{ flow, as: 'action' }], reason: `Handed to ${codeSpan(action.path)}: ${reason}` } }
}

const STAYS = 'an action of this repository, which says that it takes a token of GitHub\'s. Where the token of the job does, hand it that one.'

function isKnown(claimed: ReturnType<Inside['claim']>): boolean {
  return claimed !== undefined && (claimed.use.sure ?? 'known') === 'known'
}

async function amongSteps(flow: Flow, { action: { path, workflow }, claim, facts }: One): Promise<Made | undefined> {
  if (flow.to.kind !== 'input' || workflow === undefined) return undefined
  const input = flow.to.name.toUpperCase()
  const claims = workflow.flows.filter(({ secret }) => secret === input).flatMap((inner) => claim(inner) ?? [])
  const [first] = claims.filter(({ use }) => use.sure !== 'left')
  if (first === undefined) return undefined
  const uses = claims.flatMap(({ use, by }) => (by === first.by ? [use] : []))
  const plans = await first.by.plan(uses, { facts, workflows: [workflow], leftovers: [] })
  const handed = handedOn(flow, { plans, all: workflow.flows.filter(({ secret }) => secret === input), path })
  if (handed !== undefined) return { migration: first.by, plan: handed }
  const [plan] = plans
  const reason = plan === undefined || plan.state === 'rewrite' ? `change it there. ${first.by.title}.` : plan.reason
  return {
    migration: first.by,
    plan: { state: plan?.state === 'advice' ? 'advice' : 'report', uses: [{ flow, as: 'action' }], reason: `Handed to ${codeSpan(path)}: ${reason}` },
  }
}

interface Handing {
  readonly plans: readonly Plan[]
  /** The ways of the input through the action. */
  readonly all: readonly Flow[]
  readonly path: string
}

/** Where another value does inside, and every job has it: it is handed over instead, and the action stays as it is. */
function handedOn(flow: Flow, { plans, all, path }: Handing): Plan | undefined {
  const rewrites = plans.flatMap((plan) => (plan.state === 'rewrite' ? [plan] : []))
  const settled = rewrites.flatMap(({ uses }) => uses.map((use) => use.flow))
  const { job } = flow
  if (job === undefined || flow.shape !== 'whole' || rewrites.length < plans.length || !all.every((one) => settled.includes(one))) return undefined
  const changes = rewrites.flatMap((plan) => plan.changes)
  const values = new Set(changes.flatMap((change) => (change.change === 'replace-expression' ? [change.expression] : [])))
  const needs = changes.flatMap((change) => (change.change === 'needs-permission' ? [{ ...change, job }] : []))
  const [value = ''] = values
  const others = changes.filter(({ change }) => change !== 'replace-expression' && change !== 'needs-permission')
  if (values.size !== 1 || others.length > 0 || !EVERYWHERE.test(value)) return undefined
  return {
    state: 'rewrite',
    uses: [{ flow, as: 'action' }],
    reason: `Handed to ${codeSpan(path)}: ${rewrites[0]?.reason ?? ''}`,
    changes: [{ change: 'replace-expression', flow, expression: value }, ...needs],
    grants: rewrites.flatMap(({ grants }) => grants.map((grant) => ({ ...grant, places: [{ job }] }))),
    assumed: [...new Set(rewrites.flatMap(({ assumed }) => assumed))],
  }
}

/** What has a value in every job. */
const EVERYWHERE = /^\$\{\{ (?:secrets\.GITHUB_TOKEN|github\.\w{1,40}) \}\}$/
