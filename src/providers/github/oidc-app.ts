// What the token of the job cannot do a GitHub App's can: it reaches other repositories, and what it does starts workflows. It
// lives for an hour; the App's private key stays stored. github.com/actions/create-github-app-token
import { codeSpan } from '../../lib/code-span.ts'
import { freshId, insertLogin } from '../../recipes/login.ts'
import type { Access, Admission, Around, Job, Plan, RepoFacts, Trust, Use } from '../../workflow.ts'

const ACTION = 'actions/create-github-app-token'
export const APP = 'A GitHub App\'s token would be short-lived.'

/** A use that needs more than the token of its job. */
export interface Beyond {
  readonly state: 'beyond'
  readonly use: Use
  /** Why the token of the job does not do. */
  readonly why: string
  readonly permissions: Readonly<Record<string, Access>>
  /** The one other repository that it reaches; its own unless told. */
  readonly repository?: Repository
}

export interface Repository {
  readonly owner?: string
  readonly name: string
}

// The action has an input for each: https://github.com/actions/create-github-app-token/blob/main/action.yml
const GIVEN = new Set([
  'actions', 'checks', 'contents', 'deployments', 'discussions', 'issues', 'organization-projects', 'packages', 'pages', 'pull-requests', 'security-events',
  'statuses',
])

/** One login for all uses of one job that reach repositories of the same owner; a report of those that no step can hand a token. */
export function appPlans(beyond: readonly Beyond[], around: Around): readonly Plan[] {
  const [able, unable] = [beyond.filter(isAble), beyond.filter((one) => !isAble(one))]
  const jobs = Map.groupBy(able, ({ use }) => use.flow.job)
  const plans = [...jobs].flatMap(([job, ofJob]) => {
    const groups = [...Map.groupBy(ofJob, ({ repository }) => (repository === undefined ? undefined : `${repository.owner ?? ''}/`)).values()]
    return job === undefined ? [] : groups.map((group, i) => appPlan(group, { job, around, number: i + 1 }))
  })
  return [...unable.map(reported), ...plans]
}

function reported({ use, why }: Beyond): Plan {
  return { state: 'report', uses: [use], reason: `${why} ${APP}` }
}

/** Only a step can be handed what another step made. */
function isAble({ use: { flow }, permissions }: Beyond): boolean {
  const needs = Object.keys(permissions)
  const ofStep = flow.to.kind === 'input' || (flow.to.kind === 'variable' && flow.to.owner.level === 'step')
  return flow.shape === 'whole' && ofStep && flow.through.length === 0 && needs.length > 0 && needs.every((scope) => GIVEN.has(scope))
}

interface Place {
  readonly job: Job
  readonly around: Around
  /** Of the logins that this job gets. */
  readonly number: number
}

function appPlan(group: readonly Beyond[], { job, around, number }: Place): Plan {
  const uses = group.map(({ use }) => use)
  const needing = [...new Set(uses.flatMap(({ flow }) => flow.step ?? []))].toSorted((a, b) => a.index - b.index)
  const permissions = widest(group.map((one) => one.permissions))
  const repositories = [...new Map(group.flatMap(({ repository: one }) => (one === undefined ? [] : [[fullName(one), one] as const]))).values()]
  const key = keyIn(around)
  const id = freshId(job, number === 1 ? 'app-token' : `app-token-${number}`)
  const made = insertLogin({ needing, step: { name: 'Get a token of the GitHub App', id, uses: ACTION, with: { ...key.with, ...target(repositories), ...inputs(permissions) } } })
  if ('trouble' in made) return { state: 'report', uses, reason: `${group[0]?.why ?? ''} ${APP} ${made.trouble}` }
  const where = repositories.length === 0 ? 'this repository' : repositories.map((one) => codeSpan(fullName(one))).join(', ')
  const identity = `${listed(permissions)} on ${where}`
  return {
    state: 'rewrite',
    uses,
    reason: `${group[0]?.why ?? ''} A token of a GitHub App does it, lives for an hour and may do no more than this.`,
    changes: [
      ...made.changes.filter(({ change }) => change === 'insert-step'),
      ...uses.map(({ flow }) => ({ change: 'replace-expression', flow, expression: `\${{ steps.${id}.outputs.token }}` } as const)),
    ],
    grants: [{ identity: `${MARK}${identity}`, variables: key.variables, places: [made.place] }],
    assumed: ['What was done in the name of the token\'s owner is done by the App from now on: rules that let that person pass must name the App.', ...workflows(permissions)],
  }
}

/** Nobody can tell from here what a push changes. */
function workflows(permissions: Readonly<Record<string, Access>>): readonly string[] {
  return permissions['contents'] === 'write' ? ['Nothing is pushed that changes a workflow; else the App and the step need `workflows: write` too.'] : []
}

function widest(all: readonly Readonly<Record<string, Access>>[]): Readonly<Record<string, Access>> {
  const entries = all.flatMap((one) => Object.entries(one)).toSorted(([, a], [, b]) => (a === b ? 0 : a === 'write' ? 1 : -1))
  return Object.fromEntries(Object.entries(Object.fromEntries(entries)).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function listed(permissions: Readonly<Record<string, Access>>): string {
  return Object.entries(permissions).map(([scope, access]) => codeSpan(`${scope}: ${access}`)).join(', ')
}

function inputs(permissions: Readonly<Record<string, Access>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(permissions).map(([scope, access]) => [`permission-${scope}`, access]))
}

function target(repositories: readonly Repository[]): Readonly<Record<string, string>> {
  const [first] = repositories
  if (first === undefined) return {}
  return { ...(first.owner === undefined ? {} : { owner: first.owner }), repositories: repositories.map(({ name }) => name).join(',') }
}

function fullName({ owner, name }: Repository): string {
  return owner === undefined ? name : `${owner}/${name}`
}

interface Key {
  readonly with: Readonly<Record<string, string>>
  readonly variables: readonly { readonly name: string; readonly holds: string }[]
}

const NEW_KEY: Key = {
  with: { 'client-id': '${{ vars.APP_CLIENT_ID }}', 'private-key': '${{ secrets.APP_PRIVATE_KEY }}' },
  variables: [{ name: 'APP_CLIENT_ID', holds: 'the client ID of the GitHub App' }],
}

/** The App that the repository uses already, if it does. */
function keyIn({ workflows: all }: Around): Key {
  for (const step of all.flatMap(({ jobs }) => jobs).flatMap(({ steps }) => steps)) {
    if (step.uses?.name !== ACTION) continue
    const own = step.with.filter(({ name, value }) => /^(?:client-id|app-id|private-key)$/.test(name) && /^\$\{\{\s{0,9}(?:vars|secrets)\./.test(value))
    if (own.length === 2) return { with: Object.fromEntries(own.map(({ name, value }) => [name, value])), variables: [] }
  }
  return NEW_KEY
}

const MARK = 'app: '

export function isApp({ identity }: Admission): boolean {
  return identity.startsWith(MARK)
}

/** https://docs.github.com/apps/creating-github-apps/registering-a-github-app/registering-a-github-app */
export function appTrust({ identity }: Admission, facts: RepoFacts): Trust {
  const what = identity.slice(MARK.length)
  const server = facts.server ?? 'https://github.com'
  const owner = facts.owner ?? 'OWNER'
  return {
    title: `a GitHub App with ${what}`,
    steps: [
      `Register a GitHub App for it ([of an organization](${server}/organizations/${owner}/settings/apps/new), [of a person](${server}/settings/apps/new)): no webhook, these permissions and no others. One App does for all jobs here.`,
      'Install it on the repositories named, and on no others.',
      'Store its client ID in the variable and a private key of it in the secret `APP_PRIVATE_KEY`, best in a protected environment. The key stays a stored secret: whoever wants none uses an exchange of OIDC tokens (octo-sts) instead.',
    ],
    forms: [],
  }
}
