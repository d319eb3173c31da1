import { codeSpan } from '../lib/code-span.ts'
import type { Admission, Grant, Migration, RepoFacts, Trust } from '../workflow.ts'
import { isLocalCall, storedNames } from './calls.ts'
import type { Named } from './elsewhere.ts'
import { providerOf, replacedIn, type Planned, type Settled } from './planned.ts'
import { rewriteFiles, type Ground } from './rewrite.ts'
import { prefixOf } from './subject-prefix.ts'
import { subjectText, templateWarnings } from './subject-text.ts'
import { subjectsOf } from './subjects.ts'
import { trustOf } from './trust-text.ts'

/** One pull request: all that one provider's migrations change. */
export interface Proposal {
  readonly provider: string
  readonly title: string
  readonly branch: string
  readonly files: readonly { readonly path: string; readonly before: string; readonly after: string }[]
  readonly letter: LetterInput
  /** Whom each provider must let in. */
  readonly admissions: readonly Admitting[]
  /** `waits`: what it needs is missing or cannot be seen; a pull request stays a draft then. */
  readonly state: 'ready' | 'waits'
}

export interface LetterInput {
  readonly title: string
  readonly facts: RepoFacts
  readonly rewritten: readonly { readonly path: string; readonly jobs: readonly string[]; readonly reason: string }[]
  readonly variables: readonly Needed[]
  readonly trust: readonly Trust[]
  /** What must be set up and no variable stands for: only a person knows that it is. */
  readonly unseen: readonly string[]
  /** What a person must look at before it is merged. */
  readonly confirm: readonly string[]
  readonly secrets: readonly string[]
  /** Of the jobs that used them: each may store them too. */
  readonly environments: readonly string[]
  readonly retire: readonly string[]
  readonly assumed: readonly string[]
  /** Where the secrets are still used, and why. */
  readonly kept: readonly string[]
  /** Where files that are no workflows name them. */
  readonly named: readonly Named[]
}

/** A variable that must exist; `unknown` where the repository's variables could not be seen. */
export interface Needed {
  readonly name: string
  readonly holds: string
  readonly environments: readonly string[]
  readonly state: 'there' | 'missing' | 'unknown'
}

/** One proposal for each provider that can rewrite something, in the order of their names. */
export async function proposalsOf(planned: readonly Planned[], known: Known): Promise<readonly Proposal[]> {
  const rewriting = planned.flatMap(({ settled }) => settled.filter(({ rewrite }) => rewrite !== undefined))
  const providers = new Set(rewriting.map(({ migration }) => providerOf(migration)))
  return Promise.all([...providers].toSorted().map((provider) => proposalOf(planned.map((file) => only(file, provider)), known)))
}

interface Known {
  readonly ground: Ground
  readonly elsewhere: readonly Named[]
}

function only(file: Planned, provider: string): Planned {
  return { ...file, settled: file.settled.filter(({ migration }) => providerOf(migration) === provider) }
}

async function proposalOf(own: readonly Planned[], { ground, elsewhere }: Known): Promise<Proposal> {
  const { facts } = ground
  const rewrites = own.flatMap(({ settled }) => settled.filter(({ rewrite }) => rewrite !== undefined))
  const files = await rewriteFiles(ground, rewrites.map(({ plan }) => plan))
  const grants = grantsOf(rewrites)
  const variables = neededOf(grants, facts)
  const admissions = admissionsOf(grants, facts)
  const migration = rewrites[0]?.migration
  const named = new Set(grants.flatMap(({ grant }) => (grant.variables.length === 0 ? [] : [grant.identity])))
  const confirm = unique(rewrites.flatMap(({ rewrite, beyond }) => [...(rewrite?.confirm ?? []), ...[...(beyond?.values() ?? [])].flatMap((one) => one.confirm)]))
  const unseen = admissions.filter(({ admission }) => !named.has(admission.identity)).map((one) => titleOf(one, facts))
  return {
    provider: migration === undefined ? '' : providerOf(migration),
    title: migration?.title ?? '',
    branch: `mayfly/${migration?.id.replace('/', '-')}`,
    files: files.filter(({ before, after }) => before !== after).map(({ path, before, after }) => ({ path, before, after })).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    letter: letterOf({ own, rewrites, facts, variables, admissions, unseen, confirm, elsewhere }),
    admissions,
    state: unseen.length > 0 || confirm.length > 0 || variables.some(({ state }) => state !== 'there') ? 'waits' : 'ready',
  }
}

function titleOf(admitting: Admitting, facts: RepoFacts): string {
  return trustOf(admitting, facts)?.title ?? codeSpan(admitting.admission.identity)
}

interface Told {
  readonly own: readonly Planned[]
  readonly rewrites: readonly Settled[]
  readonly facts: RepoFacts
  readonly variables: readonly Needed[]
  readonly admissions: readonly Admitting[]
  readonly unseen: readonly string[]
  readonly confirm: readonly string[]
  readonly elsewhere: readonly Named[]
}

function letterOf({ own, rewrites, facts, variables, admissions, unseen, confirm, elsewhere }: Told): LetterInput {
  const secrets = unique(rewrites.flatMap(({ plan }) => plan.uses.flatMap(({ flow }) => storedNames(flow))))
  const assumed = rewrites.flatMap(({ plan, rewrite, beyond }) => [...(plan.state === 'rewrite' ? plan.assumed : []), ...(rewrite?.assumed ?? []), ...[...(beyond?.values() ?? [])].flatMap((one) => one.assumed)])
  const trust = admissions.flatMap((one) => trustOf(one, facts) ?? [])
  return {
    title: rewrites[0]?.migration.title ?? '',
    facts,
    variables,
    secrets,
    environments: unique(rewrites.flatMap(({ plan }) => plan.uses.flatMap(({ flow }) => flow.job?.environment ?? []))),
    rewritten: own.flatMap(rewrittenIn),
    trust,
    unseen,
    confirm,
    retire: unique(rewrites.map(({ migration }) => migration)).flatMap((migration) => migration.retire(secrets, facts)),
    assumed: unique([...assumedOf({ trust, admissions }, facts), ...assumed]),
    kept: unique(own.flatMap((file) => keptOf(file, secrets))),
    named: elsewhere.filter(({ secret }) => secrets.includes(secret)),
  }
}

function rewrittenIn({ source, settled }: Planned): LetterInput['rewritten'] {
  return settled.flatMap(({ plan, rewrite }) => {
    const jobs = unique(plan.uses.flatMap(({ flow }) => (flow.job === undefined ? [] : [flow.job.id])))
    return rewrite === undefined ? [] : [{ path: source.path, jobs, reason: plan.reason }]
  })
}

/** Where in a file the secrets stay, with the reason where one was given. */
function keptOf({ source, settled, workflow }: Planned, secrets: readonly string[]): readonly string[] {
  const gone = new Set(settled.flatMap(({ plan, rewrite }) => (rewrite === undefined ? [] : [...plan.uses.map(({ flow }) => flow), ...replacedIn(plan)])))
  const passed = new Set([...gone].flatMap(({ through }) => through.map(({ name }) => name)))
  return workflow.flows
    .filter((flow) => secrets.includes(flow.secret) && !gone.has(flow) && !isLocalCall(flow) && !(flow.to.kind === 'variable' && passed.has(flow.to.name)))
    .map((flow) => {
      const why = settled.find(({ plan }) => plan.state !== 'rewrite' && plan.uses.some((use) => use.flow === flow))?.plan.reason
      return `${codeSpan(flow.secret)} in ${codeSpan(source.path)} line ${flow.line}${why === undefined ? '' : `: ${why}`}`
    })
}

const PREFIX = 'The subject prefix could not be read from GitHub; check it with `gh api repos/{owner}/{repo}/actions/oidc/customization/sub`.'
const BRANCH = 'The default branch was taken to be `main`.'

/** What the subjects rest on, where any are told. */
function assumedOf({ trust, admissions }: Pick<Told, 'admissions'> & { readonly trust: readonly Trust[] }, facts: RepoFacts): readonly string[] {
  const subjects = [prefixOf(facts), ...admissions.flatMap(({ admission }) => admission.subjects.map(({ text }) => text))]
  if (!trust.some(({ forms }) => forms.some(({ text }) => subjects.some((subject) => text.includes(subject))))) return []
  return [...(facts.subClaimPrefix === undefined ? [PREFIX] : []), ...(facts.defaultBranch === undefined ? [BRANCH] : []), ...templateWarnings(facts)]
}

interface Granting {
  readonly migration: Migration
  readonly grant: Grant
}

function grantsOf(rewrites: readonly Settled[]): readonly Granting[] {
  return rewrites.flatMap(({ migration, plan }) => (plan.state === 'rewrite' ? plan.grants.map((grant) => ({ migration, grant })) : []))
}

function neededOf(granting: readonly Granting[], facts: RepoFacts): readonly Needed[] {
  const wanted = granting.flatMap(({ grant }) => grant.variables.map((variable) => ({ ...variable, places: grant.places })))
  return unique(wanted.map(({ name }) => name)).map((name) => {
    const same = wanted.filter((one) => one.name === name)
    const environments = unique(same.flatMap(({ places }) => places.flatMap(({ job }) => job.environment ?? [])))
    const state = facts.variables === undefined ? 'unknown' : facts.variables.includes(name) ? 'there' : 'missing'
    return { name, holds: same[0]?.holds ?? '', environments, state }
  })
}

export interface Admitting {
  readonly migration: Migration
  readonly admission: Admission
}

/** Everything that must be let in under one identity, over all files. */
function admissionsOf(granting: readonly Granting[], facts: RepoFacts): readonly Admitting[] {
  return [...Map.groupBy(granting, ({ grant }) => grant.identity)].flatMap(([identity, same]) => {
    const places = same.flatMap(({ grant }) => grant.places)
    const found = places.flatMap((place) => subjectsOf(place, facts).map(({ context }) => subjectText({ context, job: place.job, facts })))
    const subjects = found.filter((one, i) => found.findIndex(({ text }) => text === one.text) === i)
    const environments = unique(places.flatMap(({ job }) => job.environment ?? []))
    return same[0] === undefined ? [] : [{ migration: same[0].migration, admission: { identity, subjects, environments, places } }]
  })
}

function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)]
}
