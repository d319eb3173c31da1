import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Mint } from '../../../src/lib/mint.ts'
import { unchecked, type Checker } from '../openapi/checker.ts'
import { createClock, type Clock } from './clock.ts'
import { createIds, type Ids } from './ids.ts'
import type { Account, AppRecord, DeliveryRecord, InstallationRecord, NamedRecord, RepositoryRecord, Role, TokenRecord } from './records.ts'

/** All that the server knows. Rooms read and write it; nothing else is shared. */
export interface World {
  /** The server's origin, known once it listens. */
  url: string
  /** A folder of its own: bare repositories and hooks. */
  readonly folder: string
  readonly clock: Clock
  readonly ids: Ids
  readonly mint: Mint
  /** By login in lower case. */
  readonly accounts: Map<string, Account>
  readonly organizations: Map<number, OrganizationRecord>
  readonly apps: AppRecord[]
  readonly installations: InstallationRecord[]
  readonly repositories: RepositoryRecord[]
  /** Former `owner/name` in lower case, to the repository that went by it. */
  readonly formerNames: Map<string, RepositoryRecord>
  readonly tokens: Map<string, TokenRecord>
  readonly deliveries: DeliveryRecord[]
  /** How long an App may take to answer a webhook, in milliseconds. */
  readonly webhookTimeout: number
  /** Pushes and webhooks not yet done. */
  readonly pending: Set<Promise<unknown>>
  /** Holds what comes and goes against GitHub's description, where asked to. */
  checker: Checker
  /** What a request or a webhook did that GitHub's description does not allow. */
  readonly violations: string[]
}

export interface OrganizationRecord {
  readonly account: Account
  /** Members by account id. */
  readonly members: Map<number, 'member' | 'admin'>
  /** Members by team slug. */
  readonly teams: Map<string, Map<number, 'member' | 'maintainer'>>
  readonly secrets: Map<string, NamedRecord>
  /** The repositories that may read a secret; all where it has no row. */
  readonly selected: Map<string, ReadonlySet<RepositoryRecord>>
  readonly variables: Map<string, NamedRecord>
}

export interface WorldOptions {
  readonly webhookTimeout?: number
}

export function createWorld(options: WorldOptions = {}): World {
  return {
    url: '',
    folder: mkdtempSync(join(tmpdir(), 'mayfly-github-')),
    clock: createClock(),
    ids: createIds(),
    mint: new Mint('github'),
    accounts: new Map(),
    organizations: new Map(),
    apps: [],
    installations: [],
    repositories: [],
    formerNames: new Map(),
    tokens: new Map(),
    deliveries: [],
    webhookTimeout: options.webhookTimeout ?? 10_000,
    pending: new Set(),
    checker: unchecked,
    violations: [],
  }
}

export function createAccount(world: World, wanted: Pick<Account, 'login' | 'type'>): Account {
  const key = wanted.login.toLowerCase()
  if (world.accounts.has(key)) throw new TypeError(`the login ${wanted.login} is taken`)
  const account = { ...wanted, id: world.ids.next('user'), createdAt: world.clock.now() }
  world.accounts.set(key, account)
  return account
}

/** Lets `settle` wait for a piece of work. */
export function track<T>(world: World, work: Promise<T>): Promise<T> {
  world.pending.add(work)
  function forget(): void {
    world.pending.delete(work)
  }
  work.then(forget, forget)
  return work
}

export function findRepository(world: World, fullName: string): RepositoryRecord | undefined {
  const wanted = fullName.toLowerCase()
  return world.repositories.find((repository) => fullNameOf(repository).toLowerCase() === wanted)
}

export function fullNameOf(repository: RepositoryRecord): string {
  return `${repository.owner.login}/${repository.name}`
}

/** What a person may do there: their own repositories, an organization's by its admins, the rest by role. */
export function roleOf(repository: RepositoryRecord, holder: { readonly world: World; readonly account: Account }): Role | 'none' {
  const { world, account } = holder
  if (repository.owner.id === account.id) return 'admin'
  if (world.organizations.get(repository.owner.id)?.members.get(account.id) === 'admin') return 'admin'
  return repository.roles.get(account.id) ?? (repository.private ? 'none' : 'read')
}

/**
 * The account that a commit's mail address belongs to:
 * https://docs.github.com/en/account-and-profile/reference/email-addresses-reference
 */
export function accountOfEmail(world: World, email: string): Account | undefined {
  const login = /^(?:\d{1,20}\+)?([^@+]{1,100})@users\.noreply\.github\.com$/i.exec(email)?.[1]
  return login === undefined ? undefined : world.accounts.get(login.toLowerCase())
}
