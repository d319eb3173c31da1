// Who a trust condition admits: the claims of GitHub's OIDC token, and everybody who must not get in.
// https://docs.github.com/en/actions/reference/security/oidc
import { defined } from '../../src/lib/defined.ts'

export { awsAdmits } from './trust-aws.ts'
export { celAdmits, googleAdmits } from './trust-cel.ts'
export { azureAdmits, listAdmits, vaultAdmits } from './trust-lists.ts'

/** A token's claims; one that is left out is missing. */
export type Claims = Readonly<Record<string, string>>
export type Admission = 'admitted' | 'refused'

/** A job of acme/shop that asks for a token. */
export interface AskingJob {
  readonly audience: string
  /** `refs/heads/main` unless told. */
  readonly ref?: string
  readonly environment?: string
  /** `push` unless told; `pull_request` decides the subject where there is no environment. */
  readonly event?: string
  /** The file's name; `deploy.yml` unless told. */
  readonly workflow?: string
  readonly owner?: string
  readonly name?: string
  readonly ownerId?: string
  readonly id?: string
  /** `names`: the older form of a subject, without ids. */
  readonly subject?: 'ids' | 'names'
  /** `include_claim_keys` of a template, in the order of the subject. */
  readonly template?: readonly string[]
}

/** The facts that fit `claimsOf`, for planning. */
export const FACTS = { owner: 'acme', name: 'shop', id: '42', ownerId: '7', defaultBranch: 'main', subClaimPrefix: 'repo:acme@7/shop@42' } as const

/** The claims that GitHub would give to the job. */
export function claimsOf(job: AskingJob): Claims {
  const { audience, ref = 'refs/heads/main', environment, event = 'push', workflow = 'deploy.yml' } = job
  const { owner = 'acme', name = 'shop', ownerId = '7', id = '42', subject = 'ids' } = job
  const prefix = subject === 'ids' ? `repo:${owner}@${ownerId}/${name}@${id}` : `repo:${owner}/${name}`
  const file = `${owner}/${name}/.github/workflows/${workflow}@${ref}`
  const context = contextOf({ ref, environment, event })
  const claims: Claims = {
    iss: 'https://token.actions.githubusercontent.com',
    aud: audience,
    repository: `${owner}/${name}`, repository_id: id, repository_owner: owner, repository_owner_id: ownerId,
    repository_visibility: 'private', ref, ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch', event_name: event,
    workflow_ref: file, job_workflow_ref: file, runner_environment: 'github-hosted', actor: 'ada', run_id: '1',
    ...(environment === undefined ? {} : { environment }),
  }
  const { template = ['repo', 'context'] } = job
  const parts = template.map((key) => (key === 'repo' ? prefix : key === 'context' ? context : `${key}:${(claims[key] ?? '').replaceAll(':', '%3A')}`))
  return { ...claims, sub: parts.join(':') }
}

function contextOf({ ref, environment, event }: { readonly ref: string; readonly environment: string | undefined; readonly event: string }): string {
  if (environment !== undefined) return `environment:${environment.replaceAll(':', '%3A')}`
  return event === 'pull_request' ? 'pull_request' : `ref:${ref.replaceAll(':', '%3A')}`
}

/** All who are near to the right job and must be refused, each with a name for the test. */
export function strangersTo(job: AskingJob): readonly (readonly [who: string, claims: Claims])[] {
  const elsewhere = job.environment === undefined ? {} : { environment: `${job.environment}-other` }
  const inEnvironment: readonly (readonly [string, Claims])[] = job.environment === undefined ? [] : [
    ['another environment', claimsOf({ ...job, ...elsewhere })],
  ]
  return [
    ['a pull request', claimsOf({ ...bare(job), ref: 'refs/pull/9/merge', event: 'pull_request' })],
    ['a run in a fork', claimsOf({ ...job, owner: 'mallory', ownerId: '666', id: '667' })],
    ['another branch', claimsOf({ ...bare(job), ref: 'refs/heads/topic' })],
    ['a branch whose name begins the same', claimsOf({ ...bare(job), ref: `${job.ref ?? 'refs/heads/main'}-topic/x` })],
    ['another repository of the owner', claimsOf({ ...job, name: 'shop-two', id: '43' })],
    ['a repository made anew under the name', claimsOf({ ...job, id: '4242' })],
    ['an owner who took the name over', claimsOf({ ...job, ownerId: '777', id: '4242' })],
    ['the repository, renamed and moved', claimsOf({ ...job, owner: 'acme-two', name: 'shop-two', ownerId: '8' })],
    ['another audience', claimsOf({ ...job, audience: 'https://github.com/acme' })],
    ['another issuer', { ...claimsOf(job), iss: 'https://token.example' }],
    ...inEnvironment,
  ]
}

function bare(job: AskingJob): AskingJob {
  const { audience, ref, event, workflow, owner, name, ownerId, id, subject, template } = job
  return defined<AskingJob>({ audience, ref, event, workflow, owner, name, ownerId, id, subject, template, environment: undefined })
}

export interface Judging {
  /** The right job. */
  readonly job: AskingJob
  readonly admits: (claims: Claims) => Admission
  /** Claims without which nobody may get in; `sub` and `aud` unless told. */
  readonly needs?: readonly string[]
  /** Strangers whom this provider cannot tell apart, by name: each a weakness to be written down. */
  readonly except?: readonly string[]
}

/** What is wrong with a condition, as sentences: nothing where the right job is admitted and everybody else refused. */
export function weaknesses({ job, admits, needs = ['aud', 'sub'], except = [] }: Judging): readonly string[] {
  const right = claimsOf(job)
  const lacking = needs.map((name) => [`the right job without the claim ${name}`, without(right, name)] as const)
  const others = [...strangersTo(job), ...lacking].filter(([who, claims]) => !except.includes(who) && admits(claims) === 'admitted')
  return [...(admits(right) === 'admitted' ? [] : ['the right job is refused']), ...others.map(([who]) => `${who} is admitted`)]
}

function without(claims: Claims, name: string): Claims {
  return Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name))
}
