import { acceptPermissions, install, selectRepositories, suspend, uninstall, unsuspend } from '../acts/installations.ts'
import { createRepository, type RepositoryWanted } from '../acts/repositories.ts'
import { setNamed } from '../world/names.ts'
import type { Account, AppRecord, InstallationRecord } from '../world/records.ts'
import { createAccount, type World } from '../world/world.ts'
import type { App } from './app.ts'
import { repositoryHand, type Repository } from './repository.ts'
import type { User } from './user.ts'

/** An organization, and what its admins do. */
export interface Organization {
  readonly login: string
  readonly id: number
  createRepository(wanted: Omit<RepositoryWanted, 'owner'>): Promise<Repository>
  /** Sends `installation.created`. */
  install(app: App, options?: { readonly repositories?: 'all' | readonly Repository[] }): Installation
  addMember(user: User, role?: 'member' | 'admin'): void
  addToTeam(user: User, slug: string): void
  /** For all repositories unless told. */
  setSecret(name: string, selected?: readonly Repository[]): void
  setVariable(name: string, value: string): void
}

/** An App on an account. Each call sends its webhook. */
export interface Installation {
  readonly id: number
  select(repositories: 'all' | readonly Repository[]): void
  suspend(): void
  unsuspend(): void
  remove(): void
  /** What an admin accepts when the App asks for other permissions. */
  setPermissions(permissions: Readonly<Record<string, string>>): void
}

export function organizationHand(world: World, login: string): Organization {
  const account = createAccount(world, { login, type: 'Organization' })
  const record = { account, members: new Map(), teams: new Map(), secrets: new Map(), selected: new Map(), variables: new Map() }
  world.organizations.set(account.id, record)
  return {
    login,
    id: account.id,
    createRepository: async (wanted) => repositoryHand(world, await createRepository(world, { ...wanted, owner: account })),
    install: (app, { repositories = 'all' } = {}) => installationHand(world, { account, app: app.record, repositories }),
    addMember: (user, role = 'member') => record.members.set(user.id, role),
    addToTeam(user, slug) {
      const team: Map<number, 'member'> = record.teams.get(slug) ?? new Map()
      record.teams.set(slug, team.set(user.id, 'member'))
    },
    setSecret(name, selected) {
      setNamed(world, { in: record.secrets, name })
      if (selected !== undefined) record.selected.set(name, new Set(selected.map((one) => one.record)))
    },
    setVariable: (name, value) => setNamed(world, { in: record.variables, name, value }),
  }
}

interface Wanted {
  readonly account: Account
  readonly app: AppRecord
  readonly repositories: 'all' | readonly Repository[]
}

function installationHand(world: World, { account, app, repositories }: Wanted): Installation {
  const installation: InstallationRecord = install(world, { app, account, repositories: recordsOf(repositories), sender: account })
  const act = { installation, sender: account }
  return {
    id: installation.id,
    select: (chosen) => selectRepositories(world, { ...act, repositories: recordsOf(chosen) }),
    suspend: () => suspend(world, act),
    unsuspend: () => unsuspend(world, act),
    remove: () => uninstall(world, act),
    setPermissions(permissions) {
      acceptPermissions(world, { ...act, permissions })
    },
  }
}

function recordsOf(repositories: 'all' | readonly Repository[]): 'all' | readonly Repository['record'][] {
  return repositories === 'all' ? 'all' : repositories.map(({ record }) => record)
}
