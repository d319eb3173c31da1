import type { Admission, Grant, Migration, RepoFacts, Trust } from '../workflow.ts'
import { providerOf, type Planned, type Settled } from './planned.ts'
import { rewriteFile } from './rewrite.ts'
import { subjectsOf } from './subjects.ts'

/** One pull request: all that one provider's migrations change. */
export interface Proposal {
  readonly provider: string
  readonly title: string
  readonly branch: string
  readonly files: readonly { readonly path: string; readonly before: string; readonly after: string }[]
  readonly letter: LetterInput
  /** `waits`: what it needs is missing or cannot be seen; a pull request stays a draft then. */
  readonly state: 'ready' | 'waits'
}

export interface LetterInput {
  readonly title: string
  readonly facts: RepoFacts
  readonly rewritten: readonly { readonly path: string; readonly jobs: readonly string[]; readonly reason: string }[]
  readonly variables: readonly Needed[]
  readonly trust: readonly Trust[]
  readonly secrets: readonly string[]
  readonly retire: readonly string[]
  readonly assumed: readonly string[]
  /** Where the secrets are still used, and why. */
  readonly kept: readonly string[]
}

/** A variable that must exist; `unknown` where the repository's variables could not be seen. */
export interface Needed {
  readonly name: string
  readonly holds: string
  readonly environments: readonly string[]
  readonly state: 'there' | 'missing' | 'unknown'
}

export async function proposalsOf(planned: readonly Planned[], facts: RepoFacts): Promise<readonly Proposal[]> {
  const providers = new Set(planned.flatMap(({ settled }) => settled.filter(({ rewrite }) => rewrite !== undefined).map(({ migration }) => providerOf(migration))))
  return Promise.all([...providers].toSorted().map((provider) => proposalOf(provider, { planned, facts })))
}

interface Scene {
  readonly planned: readonly Planned[]
  readonly facts: RepoFacts
}

async function proposalOf(provider: string, { planned, facts }: Scene): Promise<Proposal> {
  const own = planned.map((file) => ({ ...file, settled: file.settled.filter(({ migration }) => providerOf(migration) === provider) }))
  const rewrites = own.flatMap(({ settled }) => settled.filter(({ rewrite }) => rewrite !== undefined))
  const files = await Promise.all(own.map((file) => rewriteFile(file.source, { settled: file.settled, facts })))
  const [migration] = rewrites.map((one) => one.migration)
  const title = migration?.title ?? provider
  const admissions = admissionsOf(rewrites, facts)
  const variables = neededOf(rewrites, facts)
  const letter = letterOf({ own, rewrites, facts, title, variables, admissions })
  const unseen = admissions.length > 0 && variables.length === 0
  return {
    provider, title, letter,
    branch: `mayfly/${(migration?.id ?? provider).replace('/', '-')}`,
    files: files.filter(({ before, after }) => before !== after).map(({ path, before, after }) => ({ path, before, after })),
    state: unseen || variables.some(({ state }) => state !== 'there') ? 'waits' : 'ready',
  }
}

interface Told {
  readonly own: readonly Planned[]
  readonly rewrites: readonly Settled[]
  readonly facts: RepoFacts
  readonly title: string
  readonly variables: readonly Needed[]
  readonly admissions: readonly { readonly migration: Migration; readonly admission: Admission }[]
}

function letterOf(told: Told): LetterInput {
  const { own, rewrites, facts, title, variables } = told
  const secrets = unique(rewrites.flatMap(({ plan }) => plan.uses.map(({ flow }) => flow.secret)))
  const migrations = [...new Set(rewrites.map(({ migration }) => migration))]
  return {
    title, facts, variables, secrets,
    rewritten: own.flatMap((file) => file.settled.flatMap(({ plan, rewrite }) => rewrite === undefined ? [] : [{
      path: file.source.path, reason: plan.reason, jobs: unique(plan.uses.flatMap(({ flow }) => flow.job === undefined ? [] : [flow.job.id])),
    }])),
    trust: told.admissions.flatMap(({ migration, admission }) => (migration.trust === undefined ? [] : [migration.trust(admission, facts)])),
    retire: migrations.flatMap((migration) => migration.retire(secrets, facts)),
    assumed: unique([...assumedOf(facts), ...rewrites.flatMap(({ plan, rewrite }) => [...(plan.state === 'rewrite' ? plan.assumed : []), ...(rewrite?.assumed ?? [])])]),
    kept: unique(own.flatMap((file) => keptOf(file, secrets))),
  }
}

function keptOf(file: Planned, secrets: readonly string[]): readonly string[] {
  const gone = new Set(file.settled.flatMap(({ plan, rewrite }) => (rewrite === undefined ? [] : plan.uses.map(({ flow }) => flow))))
  return file.workflow.flows
    .filter((flow) => secrets.includes(flow.secret) && !gone.has(flow))
    .map((flow) => `\`${flow.secret}\` in \`${file.source.path}\` line ${flow.line}${reasonFor(file, flow.secret)}`)
}

function reasonFor(file: Planned, secret: string): string {
  const plan = file.settled.find(({ plan }) => plan.state !== 'rewrite' && plan.uses.some(({ flow }) => flow.secret === secret))?.plan
  return plan === undefined ? '' : `: ${plan.reason}`
}

function assumedOf(facts: RepoFacts): readonly string[] {
  return facts.subClaimPrefix === undefined ? ['The subject prefix could not be read from GitHub; check it with `gh api repos/{owner}/{repo}/actions/oidc/customization/sub`.'] : []
}

function neededOf(rewrites: readonly Settled[], facts: RepoFacts): readonly Needed[] {
  const grants = grantsOf(rewrites).map(({ grant }) => grant)
  const names = unique(grants.flatMap(({ variables }) => variables.map(({ name }) => name)))
  return names.map((name) => {
    const of = grants.filter(({ variables }) => variables.some((one) => one.name === name))
    const environments = unique(of.flatMap(({ places }) => places.flatMap(({ job }) => job.environment ?? [])))
    const state = facts.variables === undefined ? 'unknown' : facts.variables.includes(name) ? 'there' : 'missing'
    return { name, holds: of[0]?.variables.find((one) => one.name === name)?.holds ?? '', environments, state }
  })
}

function admissionsOf(rewrites: readonly Settled[], facts: RepoFacts): readonly { readonly migration: Migration; readonly admission: Admission }[] {
  const grants = grantsOf(rewrites)
  const identities = unique(grants.map(({ grant }) => grant.identity))
  return identities.flatMap((identity) => {
    const of = grants.filter(({ grant }) => grant.identity === identity)
    const places = of.flatMap(({ grant }) => grant.places)
    const subjects = places.flatMap((place) => subjectsOf(place, facts)).map(({ context, exact }) => ({ text: `${prefixOf(facts)}:${context}`, exact }))
    const environments = unique(places.flatMap(({ job }) => job.environment ?? []))
    const distinct = subjects.filter((one, i) => subjects.findIndex(({ text }) => text === one.text) === i)
    return of[0] === undefined ? [] : [{ migration: of[0].migration, admission: { identity, subjects: distinct, environments, places } }]
  })
}

function grantsOf(rewrites: readonly Settled[]): readonly { readonly migration: Migration; readonly grant: Grant }[] {
  return rewrites.flatMap(({ migration, plan }) => (plan.state === 'rewrite' ? plan.grants.map((grant) => ({ migration, grant })) : []))
}

/** Read from GitHub; the older form where it could not be read, and the letter says so. */
function prefixOf(facts: RepoFacts): string {
  return facts.subClaimPrefix ?? `repo:${facts.owner ?? 'OWNER'}/${facts.name ?? 'REPO'}`
}

function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)]
}
