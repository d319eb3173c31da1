import { codeSpan } from '../../lib/code-span.ts'
import { REMOTE } from '../../recipes/remote.ts'
import type { Access, Around, Change, Flow, Job, Plan, Step, Use } from '../../workflow.ts'
import { fallsBack, INSTALLS, ownerTrouble } from './oidc-packages.ts'
import { heard, needsOf } from './oidc-events.ts'
import { APP, fullName, type Beyond } from './oidc-beyond.ts'
import { dispatchedBy, type Dispatched } from './oidc-curl.ts'
import { addressedBy, type Addressed } from './oidc-url.ts'
import { checkoutTrouble, foreignNeeds, otherRepository, releaseTrouble, tapTrouble } from './oidc-reach.ts'

/** A personal token that a step uses: the job's own one does, where it may do all that the step does. */
export async function tokenPlan(use: Use, around: Around): Promise<Plan | Beyond> {
  const { flow, as } = use
  const steps = stepsOf(flow)
  const dispatched = as === 'url' ? dispatchedBy(flow) : undefined
  if (dispatched !== undefined && isOwn(dispatched, around)) return ownPlan(use, Object.entries(dispatched.permissions).flatMap(([scope, access]) => (flow.job === undefined ? [] : [{ change: 'needs-permission', job: flow.job, scope, access } as const])))
  const trouble = troubleWith(use, around) ?? firstOf(steps, (step) => troubleAt(step, { flow, around })) ?? await tapsOf(steps, around)
  if (typeof trouble === 'object') return { state: 'beyond', use, ...trouble }
  if (trouble !== undefined) return { state: 'report', uses: [use], reason: trouble }
  if (as === 'input' && flow.step?.uses?.name === 'actions/checkout') return checkoutPlan(use, flow.step)
  const access = steps.flatMap(({ token }) => needsOf(token)?.permissions['packages'] ?? [])[0]
  const grants = access === undefined ? [] : [{ identity: access === 'write' ? 'Write' : 'Read', variables: [], places: steps.slice(0, 1).map(({ job }) => ({ job })) }]
  return { ...ownPlan(use, permissions(steps)), grants }
}

function ownPlan(use: Use, rights: readonly Change[]): Extract<Plan, { readonly state: 'rewrite' }> {
  return {
    state: 'rewrite',
    uses: [use],
    reason: 'The step stays in this repository and needs to start no other workflow: the job\'s own token does it.',
    changes: [{ change: 'replace-expression', flow: use.flow, expression: '${{ secrets.GITHUB_TOKEN }}' }, ...rights],
    grants: [],
    assumed: ['What was done in the name of the token\'s owner is done by `github-actions[bot]` from now on.'],
  }
}

/** A sentence where nothing but a person helps; else what an App's token would need. */
type Trouble = string | Omit<Beyond, 'state' | 'use'>

function firstOf<Item>(items: readonly Item[], why: (item: Item) => Trouble | undefined): Trouble | undefined {
  return items.map(why).find((one) => one !== undefined)
}

async function tapsOf(steps: readonly Step[], around: Around): Promise<string | undefined> {
  if (steps.some((step) => runs(step, 'goreleaser'))) return tapTrouble(around)
  return steps.some((step) => runs(step, 'electron-builder')) ? releaseTrouble(around) : undefined
}

function runs({ uses, commands }: Step, program: string): boolean {
  return uses?.name.includes(program) === true || commands.some(({ words }) => words.slice(0, 3).some((word) => word.split('@')[0] === program))
}

function checkoutPlan(use: Use, step: Step): Plan {
  return {
    state: 'rewrite',
    uses: [use],
    reason: 'Nothing in the job pushes, so the checkout needs no other token than the job\'s own.',
    changes: [{ change: 'remove-input', step, name: 'token' }, { change: 'needs-permission', job: step.job, scope: 'contents', access: 'read' }],
    grants: [],
    assumed: [],
  }
}

function permissions(steps: readonly Step[]): readonly Change[] {
  const needs = new Map<string, { readonly job: Job; readonly scope: string; readonly access: Access }>()
  for (const { job, token } of steps) {
    for (const [scope, access] of Object.entries(needsOf(token)?.permissions ?? {})) {
      const key = `${job.id} ${scope}`
      if (needs.get(key)?.access !== 'write') needs.set(key, { job, scope, access })
    }
  }
  return [...needs.values()].map((need) => ({ change: 'needs-permission', ...need } as const))
}

/** The steps that have the token: of a variable, all in its scope that use what it holds. */
function stepsOf({ to, step }: Flow): readonly Step[] {
  if (to.kind !== 'variable' || to.owner.level === 'step') return step === undefined ? [] : [step]
  const all = to.owner.level === 'job' ? to.owner.steps : to.owner.jobs.flatMap(({ steps }) => steps)
  return all.filter(({ token }) => token.has === 'another' || token.given !== undefined)
}

const CHOSEN = 'An expression decides which token is used; it may be needed for what the job\'s own token cannot do.'

function troubleWith({ flow, as }: Use, around: Around): Trouble | undefined {
  if (flow.secret === '*' || (flow.shape === 'chosen' && !fallsBack(flow.expression))) return CHOSEN
  if (as === 'remote') return REMOTE
  if (as === 'call' || flow.to.kind === 'call') return `The token is handed to the reusable workflow of job ${codeSpan(flow.job?.id ?? '')}, which decides what it needs.`
  const dispatched = as === 'url' ? dispatchedBy(flow) : undefined
  if (dispatched !== undefined) return startedElsewhere(dispatched)
  const addressed = as === 'url' ? addressedBy(flow) : undefined
  if (addressed !== undefined) return opened(addressed, around)
  if (as === 'url') return `A command talks to GitHub with the token in its text; what it may reach is not known. ${APP}`
  const foreign = as === 'unknown' && flow.step !== undefined ? otherRepository(flow.step, around) : undefined
  if (foreign !== undefined) return `${reaching(foreign)} ${APP}`
  if (as === 'unknown') return unknown(flow.step?.uses === undefined ? 'the command' : codeSpan(flow.step.uses.name))
  return undefined
}

function opened({ repository, access }: Addressed, { facts }: Around): Trouble {
  const permissions = { contents: access }
  const own = `${facts.owner ?? ''}/${facts.name ?? ''}`.toLowerCase()
  if (repository === undefined || fullName(repository).toLowerCase() === own) return { why: 'Git is given the token in an address: pushes of the job\'s own token start no workflow and do not pass branch protection.', permissions }
  return { why: reaching(fullName(repository)), permissions, repository }
}

/** A dispatch starts workflows, whoever asks for it: docs.github.com/actions/reference/security/github_token */
function isOwn({ repository }: Dispatched, { facts }: Around): boolean {
  return repository.includes('$') || repository.toLowerCase() === `${facts.owner ?? ''}/${facts.name ?? ''}`.toLowerCase()
}

function startedElsewhere({ repository, permissions }: Dispatched): Trouble {
  const [owner = '', name = ''] = repository.split('/')
  return { why: reaching(repository), permissions, repository: { owner, name } }
}

function reaching(name: string): string {
  return `It reaches ${codeSpan(name)}, another repository, which the job's own token cannot.`
}

function unknown(what: string): string {
  return `What ${what} does with the token is not known. ${APP}`
}

interface Scene {
  readonly flow: Flow
  readonly around: Around
}

function troubleAt(step: Step, { flow, around }: Scene): Trouble | undefined {
  const { input, what } = step.token
  const needs = needsOf(step.token)
  const foreign = otherRepository(step, around)
  if (foreign !== undefined) return outside(step, foreign)
  if (step.uses?.name === 'actions/checkout') return checkoutTrouble(step)
  const elsewhere = flow.to.kind === 'input' && input?.toLowerCase() !== flow.to.name.toLowerCase()
  if (needs === undefined || elsewhere) return unknown(codeSpan(what))
  if (needs.beyond[0] !== undefined) return beyondRepository(step, needs.beyond)
  const packages = needs.permissions['packages']
  const trouble = packages === undefined ? undefined : (ownerTrouble(step.job, around) ?? (packages === 'read' ? INSTALLS : undefined))
  if (trouble !== undefined) return trouble
  const why = heard(step, around)
  return why === undefined ? undefined : { why, permissions: needs.permissions }
}

function outside(step: Step, name: string): Trouble {
  const why = reaching(name)
  const permissions = foreignNeeds(step)
  const [, owner, repository] = /^(?:([\w.-]{1,100})\/)?([\w.-]{1,100})$/.exec(name) ?? []
  if (permissions === undefined || repository === undefined) return `${why} ${APP}`
  return { why, permissions, repository: { name: repository, ...(owner === undefined ? {} : { owner }) } }
}

// https://docs.github.com/issues/planning-and-tracking-with-projects/automating-your-project/automating-projects-using-actions
const OF_PROJECTS = { 'issues': 'read', 'organization-projects': 'write', 'pull-requests': 'read' } as const

/** Projects of an organization are open to an App; those of a person are not. */
function beyondRepository(step: Step, beyond: readonly string[]): Trouble {
  const why = `The token is needed for ${beyond[0] ?? ''}, which the job's own token cannot reach.`
  const url = step.with.find(({ name }) => name === 'project-url')?.value ?? ''
  const ofOrganization = beyond.length === 1 && url.startsWith('https://github.com/orgs/')
  return ofOrganization ? { why, permissions: OF_PROJECTS } : `${why} ${APP}`
}
