import { installationsOn, reaches } from '../world/installations.ts'
import type { Account, Permissions, RepositoryRecord, Role } from '../world/records.ts'
import { roleOf, type World } from '../world/world.ts'
import type { Caller } from './call.ts'
import { PERMISSIONS, type Need } from './permissions.data.ts'
import { failed, Refusal } from './reply.ts'

export interface Asked {
  readonly world: World
  readonly operation: string
  readonly caller: Caller
  readonly repository: RepositoryRecord | undefined
  /** The path's parameters. */
  readonly path: Readonly<Record<string, string>>
}

const RANK = { none: 0, read: 1, triage: 2, write: 3, maintain: 4, admin: 5 } as const

// What a person's role must be for what an App needs a permission; `read` where nothing is said: to read, to comment, to propose.
const ROLES: Readonly<Record<string, Role>> = {
  'administration:read': 'admin',
  'actions_variables:read': 'write',
  'contents:write': 'write',
  'secrets:read': 'write',
  'security_events:write': 'write',
}

/** Ends the call where GitHub would: 401 without credentials, 404 for what the caller may not see, 403 for what it may not do. */
export function authorize(asked: Asked): void {
  const { operation, caller } = asked
  const need = PERMISSIONS[operation]
  if (need === undefined) throw new TypeError(`permissions.data.ts has no row for ${operation}`)
  refuseWrongKind(need, caller)
  if (typeof need === 'string') return
  if (caller.as === 'nobody' && !operation.startsWith('GET ')) throw new Refusal(failed(401, 'Requires authentication'))
  if (caller.as === 'installation') authorizeInstallation(asked, applicable(asked, need))
  if (caller.as === 'user') authorizeUser(asked, need)
}

/** Whether the caller may know that the repository is there. */
export function mayRead(world: World, at: { readonly caller: Caller; readonly repository: RepositoryRecord }): boolean {
  const { caller, repository } = at
  if (!repository.private) return true
  if (caller.as === 'installation') return reaches(caller.token, repository)
  if (caller.as === 'app') return installationsOn(world, repository).some(({ app }) => app === caller.app)
  return (
    caller.as === 'user'
    && seesPrivate(caller.token.scopes, caller.token.kind)
    && roleOf(repository, { world, account: caller.token.user }) !== 'none'
  )
}

/** Whether granted permissions include a needed one; `write` includes `read`. */
export function permits(granted: Permissions, needed: string): boolean {
  const [name = '', level = ''] = needed.split(':')
  const order = ['read', 'write', 'admin']
  return order.indexOf(granted[name] ?? '') >= order.indexOf(level)
}

/** What an installation token may do on a repository: nothing where it does not reach. */
export function grantedOn(caller: Caller, repository: RepositoryRecord | undefined): Permissions {
  if (caller.as !== 'installation') return {}
  return repository === undefined || reaches(caller.token, repository) ? caller.token.permissions : {}
}

export function mayWrite(world: World, at: { readonly account: Account; readonly repository: RepositoryRecord }): boolean {
  return atLeast(roleOf(at.repository, { world, account: at.account }), 'write')
}

function refuseWrongKind(need: Need, caller: Caller): void {
  if (need === 'none' && caller.as !== 'nobody') throw new Refusal(failed(403, 'This endpoint does not accept authentication'))
  if (need === 'jwt' && caller.as !== 'app') throw new Refusal(failed(401, 'A JSON web token could not be decoded'))
  if (need === 'user' && caller.as === 'nobody') throw new Refusal(failed(401, 'Requires authentication'))
  if (need === 'user' && caller.as !== 'user') throw notAccessible()
  if (need === 'installation' && caller.as !== 'installation')
    throw new Refusal(
      failed(403, 'You must authenticate with an installation access token in order to list repositories for an installation.'),
    )
  if (Array.isArray(need) && caller.as === 'app') throw new Refusal(failed(401, 'Bad credentials'))
}

/** To an issue that is no pull request, permissions for pull requests open nothing. */
function applicable({ repository, path }: Asked, need: readonly string[]): readonly string[] {
  const comment = repository?.comments.find(({ id }) => String(id) === path['comment_id'])
  const issue = comment?.issue ?? repository?.issues.find(({ number }) => String(number) === path['issue_number'])
  return issue === undefined || issue.pull !== undefined ? need : need.filter((needed) => !needed.startsWith('pull_requests:'))
}

function authorizeInstallation({ caller, operation, repository }: Asked, need: readonly string[]): void {
  const granted = grantedOn(caller, repository)
  if (need.some((needed) => permits(granted, needed))) return
  const elsewhere = caller.as === 'installation' && repository !== undefined && !reaches(caller.token, repository)
  if (elsewhere && operation.startsWith('GET ')) return // another's public repository, read as anyone may
  throw notAccessible(need.map((needed) => needed.replace(':', '=')).join('; '))
}

function authorizeUser({ world, caller, repository }: Asked, need: readonly string[]): void {
  if (caller.as !== 'user' || repository === undefined) return
  if (need.includes('checks:write')) throw new Refusal(failed(403, 'You must authenticate via a GitHub App.'))
  const role = roleOf(repository, { world, account: caller.token.user })
  if (need.some((needed) => atLeast(role, ROLES[needed] ?? 'read'))) return
  throw new Refusal(failed(403, 'Must have push access to repository.'))
}

function notAccessible(accepted?: string): Refusal {
  const reply = failed(403, 'Resource not accessible by integration')
  return new Refusal(accepted === undefined ? reply : { ...reply, headers: { 'x-accepted-github-permissions': accepted } })
}

function atLeast(role: Role | 'none', least: Role): boolean {
  return RANK[role] >= RANK[least]
}

function seesPrivate(scopes: readonly string[], kind: 'classic' | 'fine-grained'): boolean {
  return kind === 'fine-grained' || scopes.includes('repo')
}
