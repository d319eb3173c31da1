// Conditions that ask whether the personal token is there, of a workflow that has none any more.
import { isGate } from '../../recipes/trouble.ts'
import type { Around, Change, Flow, Plan, RepoFacts, Workflow } from '../../workflow.ts'

type Rewrite = Extract<Plan, { readonly state: 'rewrite' }>

interface Scene {
  readonly plans: readonly Plan[]
  readonly around: Around
}

/** Where nothing but conditions is left of a token they ask for what takes its place; else what is left. */
export function gatesOf(one: Rewrite, { plans, around }: Scene): readonly Change[] | Flow {
  const secrets = new Set(one.uses.map(({ flow }) => flow.secret))
  const left = around.leftovers.filter(({ secret, to }) => secrets.has(secret) && to.kind !== 'elsewhere')
  const opened = left.map((flow) => openedGate(flow, { key: keyOf(plans, flow.secret), facts: around.facts }))
  const closed = left.find((_, i) => opened[i] === undefined)
  if (closed !== undefined) return closed
  // Of the plans that end the same token the first one sees to its conditions.
  const first = plans.find(({ uses }) => uses.some(({ flow }) => secrets.has(flow.secret)))
  return first === one ? opened.flatMap((change) => change ?? []) : []
}

/** What a login to an App is given, as a condition may ask for it: best its key, which is missing where the token was (forks, Dependabot). */
function keyOf(plans: readonly Plan[], secret: string): string | undefined {
  const logins = plans.flatMap((plan) => (plan.state === 'rewrite' && plan.uses.some(({ flow }) => flow.secret === secret) ? plan.changes : []))
  const values = logins.flatMap((change) => (change.change === 'insert-step' ? Object.values(change.step.with ?? {}) : []))
  const keys = values.flatMap((value) => /^\$\{\{\s{0,9}((?:vars|secrets)\.\w{1,256})\s{0,9}\}\}$/.exec(value)?.[1] ?? [])
  return keys.find((key) => key.startsWith('secrets.')) ?? keys[0]
}

interface Instead {
  readonly key: string | undefined
  readonly facts: RepoFacts
}

function openedGate(flow: Flow, { key, facts }: Instead): Change | undefined {
  if (!isGate(flow)) return undefined
  const written = String.raw`secrets(?:\.${flow.secret}\b|\['${flow.secret}'\])`
  if (key !== undefined) return { change: 'replace-expression', flow, expression: flow.expression.replaceAll(new RegExp(written, 'gi'), key) }
  const home = homeOf(flow.workflow, facts)
  const asked = new RegExp(String.raw`${written}\s{0,9}([!=])=\s{0,9}''`, 'gi')
  const expression = flow.expression.replaceAll(asked, (_, sign: string) => (sign === '!' ? `(${home})` : `!(${home})`))
  return home === undefined || new RegExp(written, 'i').test(expression) ? undefined : { change: 'replace-expression', flow, expression }
}

/** Where the secret was there: in the repository itself, and not for pull requests of forks. The job's own token always is. */
function homeOf({ triggers }: Workflow, { owner, name }: RepoFacts): string | undefined {
  if (owner === undefined || name === undefined) return undefined
  const here = `github.repository == '${owner}/${name}'`
  const forks = triggers.some(({ event }) => event === 'pull_request' || event === 'workflow_call')
  return forks ? `${here} && !github.event.pull_request.head.repo.fork` : here
}
