import type { IncomingHttpHeaders } from 'node:http'
import type { Json } from '../../../src/lib/json.ts'
import type { Account, AppRecord, InstallationToken, RepositoryRecord, UserToken } from '../world/records.ts'
import type { World } from '../world/world.ts'
import { notFound, type Reply } from './reply.ts'

/** Who calls. */
export type Caller =
  | { readonly as: 'nobody' }
  | { readonly as: 'app'; readonly app: AppRecord }
  | { readonly as: 'installation'; readonly token: InstallationToken; readonly text: string }
  | { readonly as: 'user'; readonly token: UserToken; readonly text: string }

/** One REST call on its way to a handler. */
export interface Call {
  readonly world: World
  /** `GET /repos/{owner}/{repo}`, as in GitHub's description. */
  readonly operation: string
  readonly url: URL
  /** The path's parameters, decoded. */
  readonly path: Readonly<Record<string, string>>
  readonly headers: IncomingHttpHeaders
  readonly body: Json | undefined
  readonly caller: Caller
  /** The repository that the path names and the caller may see. */
  readonly repository: RepositoryRecord | undefined
}

export interface RepositoryCall extends Call {
  readonly repository: RepositoryRecord
}

export type Handler = (call: Call) => Reply | Promise<Reply>
export type Routes = Readonly<Record<string, Handler>>

/** Handlers of paths below `/repos/{owner}/{repo}`, which are given the repository. */
export function inRepository(handlers: Readonly<Record<string, (call: RepositoryCall) => Reply | Promise<Reply>>>): Routes {
  return Object.fromEntries(
    Object.entries(handlers).map(([operation, handle]) => [
      operation,
      (call: Call) => {
        if (call.repository === undefined) throw notFound()
        return handle({ ...call, repository: call.repository })
      },
    ]),
  )
}

/** In whose name a call acts: a user, or an App's bot. */
export function actorOf(caller: Caller): Account {
  if (caller.as === 'user') return caller.token.user
  if (caller.as === 'installation') return caller.token.installation.app.bot
  if (caller.as === 'app') return caller.app.bot
  throw notFound()
}

export function appOf(caller: Caller): AppRecord | undefined {
  if (caller.as === 'app') return caller.app
  return caller.as === 'installation' ? caller.token.installation.app : undefined
}

/** A part of the path; it is a bug in a route if there is none. */
export function pathPart(call: Call, name: string): string {
  const value = call.path[name]
  if (value === undefined) throw new TypeError(`${call.operation} has no {${name}}`)
  return value
}

export function numberPart(call: Call, name: string): number {
  const value = Number(pathPart(call, name))
  if (!Number.isSafeInteger(value)) throw notFound()
  return value
}
