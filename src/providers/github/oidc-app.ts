// What the token of the job cannot do a GitHub App's can: it reaches other repositories, and what it does starts workflows. It
// lives for an hour; the App's private key stays stored. github.com/actions/create-github-app-token
import { codeSpan } from '../../lib/code-span.ts'
import { freshId, insertLogin } from '../../recipes/login.ts'
import type { Access, Admission, Around, Job, Plan, RepoFacts, Trust } from '../../workflow.ts'
import { APP, fullName, listed, widest, type Beyond, type Repository, type Scene } from './oidc-beyond.ts'

const ACTION = 'actions/create-github-app-token'

/** One login for all uses of a job that reach repositories of the same owner. */
export function appPlans(beyond: readonly Beyond[], scene: Scene): readonly Plan[] {
  const groups = Map.groupBy(beyond, ({ repository }) => (repository === undefined ? undefined : `${repository.owner ?? ''}/`))
  return [...groups.values()].map((group, i) => appPlan(group, { ...scene, number: i + 1 }))
}

interface Place extends Scene {
  /** Of the logins that this job gets. */
  readonly number: number
}

function appPlan(group: readonly Beyond[], { job, around, number }: Place): Plan {
  const uses = group.map(({ use }) => use)
  const needing = [...new Set(uses.flatMap(({ flow }) => flow.step ?? []))].toSorted((a, b) => a.index - b.index)
  const permissions = widest(group.map((one) => one.permissions))
  const repositories = [...new Map(group.flatMap(({ repository: one }) => (one === undefined ? [] : [[fullName(one), one] as const]))).values()]
  const key = keyIn(around)
  const kept = unheard(job, key)
  if (kept !== undefined) return { state: 'report', uses, reason: `${group[0]?.why ?? ''} ${APP} ${kept}` }
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
  return permissions['contents'] === 'write' && permissions['workflows'] === undefined ? ['Nothing is pushed that changes a workflow; else the App and the step need `workflows: write` too.'] : []
}

function inputs(permissions: Readonly<Record<string, Access>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(permissions).map(([scope, access]) => [`permission-${scope}`, access]))
}

function target(repositories: readonly Repository[]): Readonly<Record<string, string>> {
  const [first] = repositories
  if (first === undefined) return {}
  return { ...(first.owner === undefined ? {} : { owner: first.owner }), repositories: repositories.map(({ name }) => name).join(',') }
}

interface Key {
  readonly with: Readonly<Record<string, string>>
  readonly variables: readonly { readonly name: string; readonly holds: string }[]
}

/** A called workflow has the secrets that its callers hand over, and no others. */
function unheard({ workflow }: Job, key: Key): string | undefined {
  const names = Array.from(Object.values(key.with).join(' ').matchAll(/secrets\.(\w{1,256})/g), ([, name]) => (name ?? '').toUpperCase())
  const known = new Set([...workflow.declares, ...workflow.flows.map(({ secret }) => secret)].map((name) => name.toUpperCase()))
  const called = workflow.triggers.some(({ event }) => event === 'workflow_call')
  if (!called || names.every((name) => known.has(name)) || (workflow.callers.length > 0 && workflow.callers.every(inherits))) return undefined
  return `The workflows that call this one must hand over its key (${names.map(codeSpan).join(', ')}) in the token's place.`
}

function inherits(job: Job): boolean {
  return job.workflow.flows.some(({ to, expression }) => to.kind === 'call' && to.job === job && expression === 'inherit')
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
      'Store its client ID in the variable and a private key of it in the secret `APP_PRIVATE_KEY`, best in a protected environment. The key stays a stored secret: whoever wants none says `github-tokens: octo-sts` in the policy, and gets an exchange of OIDC tokens instead.',
    ],
    forms: [],
  }
}
