// What the token of a job cannot do another one made for the job can: a GitHub App's, or one that an exchange of OIDC tokens gives.
import { codeSpan } from '../../lib/code-span.ts'
import type { Access, Around, Job, Use } from '../../workflow.ts'
import { dispatchedBy } from './oidc-curl.ts'
import { addressedBy } from './oidc-url.ts'

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
  'statuses', 'workflows',
])

export interface Scene {
  readonly job: Job
  readonly around: Around
}

/** Only a step can be handed what another step made. */
export function isAble({ use: { flow }, permissions }: Beyond): boolean {
  const needs = Object.keys(permissions)
  const ofStep = flow.to.kind === 'input' || (flow.to.kind === 'command' && (addressedBy(flow) ?? dispatchedBy(flow)) !== undefined) || (flow.to.kind === 'variable' && flow.to.owner.level === 'step')
  const whole = flow.shape === 'whole' || flow.to.kind === 'command'
  return whole && ofStep && flow.through.length === 0 && needs.length > 0 && needs.every((scope) => GIVEN.has(scope))
}

export function widest(all: readonly Readonly<Record<string, Access>>[]): Readonly<Record<string, Access>> {
  const entries = all.flatMap((one) => Object.entries(one)).toSorted(([, a], [, b]) => (a === b ? 0 : a === 'write' ? 1 : -1))
  return Object.fromEntries(Object.entries(Object.fromEntries(entries)).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

export function listed(permissions: Readonly<Record<string, Access>>): string {
  return Object.entries(permissions).map(([scope, access]) => codeSpan(`${scope}: ${access}`)).join(', ')
}

export function fullName({ owner, name }: Repository): string {
  return owner === undefined ? name : `${owner}/${name}`
}
