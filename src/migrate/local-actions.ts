import { stringify } from 'yaml'
import { codeSpan } from '../lib/code-span.ts'
import { at, type Json } from '../lib/json.ts'
import type { Flow, Migration, Plan, RepoFacts, Use, Workflow } from '../workflow.ts'
import { readWorkflow } from './read.ts'
import { parseSource, plain } from './source.ts'

/** The actions of the repository that its workflows use, by their names (`./folder`), their steps read as those of a workflow. */
export type LocalActions = ReadonlyMap<string, LocalAction>

interface LocalAction {
  readonly path: string
  readonly workflow: Workflow
}

/** Reads the composite actions that steps hand secrets to; what an action does with an input is then known. */
export async function localActions(workflows: readonly Workflow[], facts: RepoFacts): Promise<LocalActions> {
  const names = new Set(workflows.flatMap(({ flows }) => flows.flatMap(({ to }) => (to.kind === 'input' && to.step.uses?.name.startsWith('./') === true ? [to.step.uses.name] : []))))
  const found = new Map<string, LocalAction>()
  for (const name of names) {
    const action = await localAction(name, facts)
    if (action !== undefined) found.set(name, action)
  }
  return found
}

async function localAction(name: string, { files }: RepoFacts): Promise<LocalAction | undefined> {
  const folder = name.replace(/^\.\//, '').replace(/\/$/, '')
  for (const path of ['action.yml', 'action.yaml'].map((file) => (folder === '' ? file : `${folder}/${file}`))) {
    const text = await files?.(path)
    if (text !== undefined) return asWorkflow(path, text)
  }
  return undefined
}

/** Its inputs take the place of secrets: docs.github.com/actions/reference/workflows-and-actions/metadata-syntax */
function asWorkflow(path: string, text: string): LocalAction | undefined {
  const source = parseSource(path, text)
  const steps = 'doc' in source ? at(json(plain(source)), 'runs', 'steps') : undefined
  if (steps === undefined) return undefined
  const written = stringify({ on: 'push', jobs: { action: { 'runs-on': 'any', steps } } }).replaceAll(/\binputs\.(?=[A-Za-z_])/g, 'secrets.')
  const made = parseSource(path, written)
  return 'doc' in made ? { path, workflow: readWorkflow(made) } : undefined
}

function json(value: unknown): Json {
  const parsed: Json = JSON.parse(JSON.stringify(value ?? null))
  return parsed
}

interface Inside {
  readonly actions: LocalActions
  readonly claim: (flow: Flow) => { readonly use: Use; readonly by: Migration } | undefined
  readonly facts: RepoFacts
}

/** What becomes of a secret that is handed to a composite action of the repository: whoever takes it inside decides. */
export async function insideAction(flow: Flow, { actions, claim, facts }: Inside): Promise<{ readonly migration: Migration; readonly plan: Plan } | undefined> {
  const action = flow.to.kind === 'input' ? actions.get(flow.to.step.uses?.name ?? '') : undefined
  if (action === undefined || flow.to.kind !== 'input') return undefined
  const input = flow.to.name.toUpperCase()
  const claims = action.workflow.flows.filter(({ secret }) => secret === input).flatMap((inner) => claim(inner) ?? [])
  const [first] = claims.filter(({ use }) => use.sure !== 'left')
  if (first === undefined) return undefined
  const uses = claims.flatMap(({ use, by }) => (by === first.by ? [use] : []))
  const plans = await first.by.plan(uses, { facts, workflows: [action.workflow], leftovers: [] })
  const handed = handedOn(flow, { plans, all: action.workflow.flows.filter(({ secret }) => secret === input), path: action.path })
  if (handed !== undefined) return { migration: first.by, plan: handed }
  const [plan] = plans
  const reason = plan === undefined || plan.state === 'rewrite' ? `change it there. ${first.by.title}.` : plan.reason
  return {
    migration: first.by,
    plan: { state: plan?.state === 'advice' ? 'advice' : 'report', uses: [{ flow, as: 'action' }], reason: `Handed to ${codeSpan(action.path)}: ${reason}` },
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
