import type { Json } from '../../../src/lib/json.ts'
import type { RepositoryRecord } from '../world/records.ts'
import { findRepository, fullNameOf, type World } from '../world/world.ts'
import { authenticate } from './authenticate.ts'
import { authorize, mayRead } from './authorize.ts'
import { readBody } from './body.ts'
import type { Call, Caller } from './call.ts'
import type { Limits } from './limits.ts'
import { PERMISSIONS } from './permissions.data.ts'
import { failed, notFound, Refusal, type Reply } from './reply.ts'
import type { Match, Router } from './router.ts'
import type { Exchange } from './server.ts'

/** One REST call as the log keeps it: never a body. */
export interface CallEntry {
  readonly method: string
  readonly path: string
  /** As in GitHub's description; undefined for what this server does not know. */
  readonly operation: string | undefined
  readonly status: number
  /** What an App needs for it. */
  readonly permission: string | undefined
}

export interface RestRoom {
  readonly world: World
  readonly router: Router
  readonly limits: Limits
  readonly calls: CallEntry[]
}

/** Answers a REST call: who, what, how often, is it well-formed, may they, do it, is the answer well-formed. */
export async function answerRest(room: RestRoom, { request, url }: Exchange): Promise<Reply> {
  const { world, router, calls } = room
  const method = request.method ?? 'GET'
  const address = withoutNumber(world, url)
  const match = router.match(method, address.pathname)
  let caller: Caller = { as: 'nobody' }
  let reply: Reply
  try {
    const body = await readBody(request)
    caller = authenticate(world, request.headers)
    reply = await dispatch(room, { match, method, body, caller, url: address, headers: request.headers })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    reply = error.reply
  }
  calls.push({ method, path: url.pathname, operation: match?.operation, status: reply.status, permission: needed(match) })
  if (match !== undefined) world.checker.reply(match.operation, reply)
  return { ...reply, headers: { ...standing(room, caller), ...reply.headers } }
}

interface Received {
  readonly match: Match | undefined
  readonly method: string
  readonly body: Json | undefined
  readonly caller: Caller
  readonly url: URL
  readonly headers: Exchange['request']['headers']
}

async function dispatch(room: RestRoom, received: Received): Promise<Reply> {
  const { world, limits } = room
  const { match, caller, url, body } = received
  const spent = match?.operation === 'GET /rate_limit' ? undefined : limits.take(caller)
  if (spent !== undefined) return spent
  if (match === undefined) {
    world.violations.push(`${received.method} ${url.pathname}: no such call here`)
    throw notFound()
  }
  const repository = seenRepository(world, received)
  if (repository instanceof URL) return redirect(received.method, repository)
  authorize({ world, operation: match.operation, caller, repository, path: match.path })
  refuseArchived(received.method, repository)
  const wrong = world.checker.request(match.operation, { path: match.path, query: url.searchParams, body })
  if (wrong !== undefined) return failed(422, `Invalid request.\n\n${wrong}`)
  const call: Call = { world, operation: match.operation, url, path: match.path, headers: received.headers, body, caller, repository }
  return match.handle(call)
}

/** `/repositories/{id}/…`, where redirects lead, is the same as by name. */
function withoutNumber(world: World, url: URL): URL {
  const [, id, rest = ''] = /^\/repositories\/(\d{1,15})(\/.*)?$/.exec(url.pathname) ?? []
  if (id === undefined) return url
  const repository = world.repositories.find((candidate) => String(candidate.id) === id)
  const address = new URL(url)
  address.pathname = `/repos/${repository === undefined ? '-/-' : fullNameOf(repository)}${rest}`
  return address
}

/** The repository that the path names, or where it went; GitHub's 404 for one that the caller may not see. */
function seenRepository(world: World, { match, caller, url }: Received): RepositoryRecord | URL | undefined {
  const { owner, repo } = match?.path ?? {}
  if (owner === undefined || repo === undefined) return undefined
  const repository = findRepository(world, `${owner}/${repo}`)
  const moved = repository ?? world.formerNames.get(`${owner}/${repo}`.toLowerCase())
  if (moved === undefined || !mayRead(world, { caller, repository: moved })) throw notFound()
  if (repository !== undefined) return repository
  const target = new URL(url)
  target.pathname = url.pathname.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${moved.id}`)
  return target
}

// https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects
function redirect(method: string, to: URL): Reply {
  const [status, message] = method === 'GET' ? [301, 'Moved Permanently'] : [307, 'Temporary Redirect']
  const body = { message, url: to.href, documentation_url: 'https://docs.github.com/rest' }
  return { status, body, headers: { location: to.href } }
}

function refuseArchived(method: string, repository: RepositoryRecord | undefined): void {
  if (repository?.archived === true && method !== 'GET') throw new Refusal(failed(403, 'Repository was archived so is read-only.'))
}

function needed(match: Match | undefined): string | undefined {
  const need = match === undefined ? undefined : PERMISSIONS[match.operation]
  return typeof need === 'string' || need === undefined ? undefined : need.join(' or ')
}

function standing({ limits }: RestRoom, caller: Caller): Record<string, string> {
  const headers = {
    ...limits.headers(caller),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-api-version-selected': '2022-11-28',
  }
  if (caller.as !== 'user') return headers
  const { kind, scopes, expires } = caller.token
  return {
    ...headers,
    ...(kind === 'classic' ? { 'x-oauth-scopes': scopes.join(', '), 'x-accepted-oauth-scopes': '' } : {}),
    ...(expires === undefined
      ? {}
      : { 'github-authentication-token-expiration': `${expires.toISOString().slice(0, 19).replace('T', ' ')} UTC` }),
  }
}
