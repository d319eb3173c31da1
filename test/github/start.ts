import { rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AppOptions } from './acts/installations.ts'
import { writePushHooks } from './git/push-hooks.ts'
import { appHand, type App } from './hands/app.ts'
import { deliveriesHand, type Deliveries } from './hands/deliveries.ts'
import { organizationHand, type Organization } from './hands/organization.ts'
import { userHand, type User } from './hands/user.ts'
import { createFaults, type FaultBook, type Faults } from './http/faults.ts'
import { answerGit } from './http/git-requests.ts'
import { createLimits, limitRoutes } from './http/limits.ts'
import { answerRest, type CallEntry } from './http/rest.ts'
import { createRouter } from './http/router.ts'
import { createHttpServer } from './http/server.ts'
import { rooms } from './rest/index.ts'
import type { Clock } from './world/clock.ts'
import { createWorld, type World, type WorldOptions } from './world/world.ts'

export type { Checkout } from './hands/checkout.ts'
export type { App } from './hands/app.ts'
export type { Delivery, Deliveries } from './hands/deliveries.ts'
export type { Installation, Organization } from './hands/organization.ts'
export type { Repository } from './hands/repository.ts'
export type { SeenRun } from './hands/checks.ts'
export type { User } from './hands/user.ts'
export type { Fault, FaultRule, Faults } from './http/faults.ts'
export type { CallEntry } from './http/rest.ts'

export interface GitHubOptions extends WorldOptions {
  /** Hold every call, answer and webhook against GitHub's OpenAPI description (a devDependency). */
  readonly validate?: boolean
  /** A free one unless told. */
  readonly port?: number
}

/** A GitHub of one's own on the loopback. */
export interface GitHub {
  /** Its origin: the API's base address, and `${url}/OWNER/NAME.git` for git. */
  readonly url: string
  readonly clock: Clock
  /** What was asked or sent that GitHub's description does not allow, and calls that this server does not know. A test fails on any. */
  readonly violations: readonly string[]
  readonly faults: Faults
  /** The REST calls so far, without bodies. */
  readonly calls: readonly CallEntry[]
  readonly deliveries: Deliveries
  createApp(options: AppOptions): Promise<App>
  createUser(login: string): User
  createOrganization(login: string): Organization
  /** Resolves when every push has been told of and every webhook has been answered or has timed out. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** Starts the server; `close` stops it and removes its files. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const world = createWorld(options)
  if (options.validate === true) world.checker = (await import('./openapi/create-checker.ts')).createChecker(world.violations)
  writePushHooks(world.folder)
  const calls: CallEntry[] = []
  const faults = createFaults()
  const server = serverFor(world, { calls, faults })
  world.url = await listen(server, options.port ?? 0)
  return {
    url: world.url,
    clock: world.clock,
    violations: world.violations,
    faults,
    calls,
    deliveries: deliveriesHand(world),
    createApp: (wanted) => appHand(world, wanted),
    createUser: (login) => userHand(world, login),
    createOrganization: (login) => organizationHand(world, login),
    settle: () => settle(world),
    async close() {
      server.closeAllConnections()
      await settle(world)
      await new Promise((done) => server.close(done))
      await rm(world.folder, { recursive: true, force: true })
    },
  }
}

function serverFor(world: World, { calls, faults }: { readonly calls: CallEntry[]; readonly faults: FaultBook }): Server {
  const limits = createLimits(world)
  const router = createRouter([...rooms, limitRoutes(limits)])
  const room = { world, router, calls, limits }
  return createHttpServer({
    world,
    faults,
    operationOf: (method, pathname) => router.match(method, pathname)?.operation,
    rest: (exchange) => answerRest(room, exchange),
    git: (exchange) => answerGit(world, exchange),
  })
}

async function listen(server: Server, port: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  server.once('error', reject).listen(port, '127.0.0.1', () => resolve(undefined))
  await promise
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port')
  return `http://127.0.0.1:${address.port}`
}

async function settle(world: World): Promise<void> {
  while (world.pending.size > 0) await Promise.allSettled(world.pending)
}
