import { archiveRepository, deleteRepository, renameRepository } from '../acts/repositories.ts'
import { finishRun, type FinishedRun } from '../acts/workflow-runs.ts'
import { setNamed } from '../world/names.ts'
import type { RepositoryRecord, Role } from '../world/records.ts'
import { fullNameOf, track, type World } from '../world/world.ts'
import { checkHands, type CheckHands } from './checks.ts'
import { pullHands, type PullHands } from './pulls.ts'
import type { User } from './user.ts'

/** A repository, and what people do with it on the web page. */
export interface Repository extends PullHands, CheckHands {
  readonly id: number
  readonly owner: string
  readonly name: string
  /** `owner/name`, as it is now. */
  readonly fullName: string
  readonly private: boolean
  readonly defaultBranch: string
  /** The bare repository, for asking git directly. */
  readonly gitDir: string
  readonly record: RepositoryRecord
  /** With the user's credentials in it; without a user, for anyone. */
  cloneUrl(user?: User): string
  archive(user: User): void
  delete(user: User): void
  rename(user: User, name: string): void
  setRole(user: User, role: Role): void
  setVariable(name: string, value: string): void
  /** Of an environment, which is made if there is none, or of the repository itself. */
  setSecret(name: string, environment?: string): void
  createEnvironment(name: string): void
  /** A workflow has run to its end; returns the run's id. */
  finishRun(user: User, run: FinishedRun): Promise<number>
  /** `read` is what GitHub gives new repositories. */
  setDefaultWorkflowPermissions(level: 'read' | 'write'): void
  setOidcSubject(template: { readonly claims?: readonly string[]; readonly immutable?: boolean }): void
}

export function repositoryHand(world: World, record: RepositoryRecord): Repository {
  return {
    id: record.id,
    owner: record.owner.login,
    get name() {
      return record.name
    },
    get fullName() {
      return fullNameOf(record)
    },
    private: record.private,
    get defaultBranch() {
      return record.defaultBranch
    },
    gitDir: record.gitDir,
    record,
    cloneUrl: (user) => cloneUrl(world, { record, user }),
    archive: (user) => archiveRepository(world, { repository: record, sender: user.account }),
    delete: (user) => deleteRepository(world, { repository: record, sender: user.account }),
    rename: (user, name) => renameRepository(world, { repository: record, name, sender: user.account }),
    setRole: (user, role) => record.roles.set(user.id, role),
    setVariable: (name, value) => setNamed(world, { in: record.variables, name, value }),
    setSecret(name, environment) {
      if (environment !== undefined && !record.environments.has(environment)) createEnvironment(world, { record, name: environment })
      setNamed(world, { in: environment === undefined ? record.secrets : (record.environmentSecrets.get(environment) ?? new Map()), name })
    },
    createEnvironment: (name) => createEnvironment(world, { record, name }),
    finishRun: (user, run) => track(world, finishRun(world, { repository: record, actor: user.account, run })),
    setDefaultWorkflowPermissions(level) {
      record.actions.defaultWorkflowPermissions = level
    },
    setOidcSubject({ claims, immutable = true }) {
      record.actions.oidc = { useDefault: claims === undefined, claims: claims ?? [], immutable }
    },
    ...pullHands(world, record),
    ...checkHands(world, record),
  }
}

function createEnvironment(world: World, { record, name }: { readonly record: RepositoryRecord; readonly name: string }): void {
  setNamed(world, { in: record.environments, name })
  record.environmentSecrets.set(name, new Map())
}

function cloneUrl(world: World, of: { readonly record: RepositoryRecord; readonly user: User | undefined }): string {
  const url = new URL(`${world.url}/${fullNameOf(of.record)}.git`)
  if (of.user !== undefined) [url.username, url.password] = [of.user.login, of.user.token]
  return url.href
}
