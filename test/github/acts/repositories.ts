import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '../git/run.ts'
import { writeCommit, writeFiles } from '../git/write.ts'
import { tell } from '../hooks/tell.ts'
import { stamp } from '../world/clock.ts'
import type { Account, RepositoryRecord } from '../world/records.ts'
import { findRepository, fullNameOf, type World } from '../world/world.ts'
import { emailOf } from './push-payload.ts'

export interface RepositoryWanted {
  readonly owner: Account
  readonly name: string
  readonly private?: boolean
  readonly defaultBranch?: string
  /** Path → content of a first commit; without files the repository is empty. */
  readonly files?: Readonly<Record<string, string | Buffer>>
}

export async function createRepository(world: World, wanted: RepositoryWanted): Promise<RepositoryRecord> {
  const repository = record(world, { ...wanted, parent: undefined })
  await initialize(repository)
  if (wanted.files !== undefined) await firstCommit(world, { repository, files: wanted.files })
  world.repositories.push(repository)
  tell(world, { event: 'repository', action: 'created', repository, sender: wanted.owner, payload: {} })
  return repository
}

/** A fork: the same objects, through git's alternates, and the same branches. */
export async function forkRepository(
  world: World,
  wanted: { readonly parent: RepositoryRecord; readonly owner: Account },
): Promise<RepositoryRecord> {
  const { parent, owner } = wanted
  const fork = record(world, { owner, name: parent.name, private: parent.private, defaultBranch: parent.defaultBranch, parent })
  await initialize(fork)
  await mkdir(join(fork.gitDir, 'objects', 'info'), { recursive: true })
  await writeFile(join(fork.gitDir, 'objects', 'info', 'alternates'), `${join(parent.gitDir, 'objects')}\n`)
  await git(fork.gitDir, { args: ['fetch', '--quiet', parent.gitDir, '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'] })
  world.repositories.push(fork)
  return fork
}

/** From now on the old name redirects to the new one. */
export function renameRepository(
  world: World,
  act: { readonly repository: RepositoryRecord; readonly name: string; readonly sender: Account },
): void {
  const { repository, name, sender } = act
  const from = repository.name
  world.formerNames.set(fullNameOf(repository).toLowerCase(), repository)
  repository.name = name
  world.formerNames.delete(fullNameOf(repository).toLowerCase())
  tell(world, { event: 'repository', action: 'renamed', repository, sender, payload: { changes: { repository: { name: { from } } } } })
}

export function archiveRepository(world: World, act: { readonly repository: RepositoryRecord; readonly sender: Account }): void {
  act.repository.archived = true
  tell(world, { ...act, event: 'repository', action: 'archived', payload: {} })
}

/** Its webhook still names it; from then on there is none such. */
export function deleteRepository(world: World, act: { readonly repository: RepositoryRecord; readonly sender: Account }): void {
  tell(world, { ...act, event: 'repository', action: 'deleted', payload: {} })
  world.repositories.splice(world.repositories.indexOf(act.repository), 1)
}

function record(world: World, wanted: Omit<RepositoryWanted, 'files'> & Pick<RepositoryRecord, 'parent'>): RepositoryRecord {
  const { owner, name } = wanted
  if (findRepository(world, `${owner.login}/${name}`) !== undefined) throw new TypeError(`${owner.login}/${name} is there already`)
  const id = world.ids.next('repository')
  const now = world.clock.now()
  return {
    id,
    owner,
    name,
    parent: wanted.parent,
    private: wanted.private ?? true,
    defaultBranch: wanted.defaultBranch ?? 'main',
    gitDir: join(world.folder, `${id}.git`),
    archived: false,
    createdAt: now,
    pushedAt: now,
    roles: new Map(),
    nextNumber: 1,
    issues: [],
    comments: [],
    suites: [],
    runs: [],
    workflowRuns: [],
    variables: new Map(),
    secrets: new Map(),
    environmentSecrets: new Map(),
    environments: new Map(),
    labels: [],
    sarifs: new Map(),
    signed: new Set(),
    actions: { defaultWorkflowPermissions: 'read', oidc: { useDefault: true, claims: [], immutable: true } },
  }
}

// As on github.com: partial clones and any object by its id; refs/pull is shown and can't be pushed to.
const SETTINGS = [
  ['uploadpack.allowFilter', 'true'],
  ['uploadpack.allowAnySHA1InWant', 'true'],
  ['http.receivepack', 'true'],
  ['receive.hideRefs', 'refs/pull'],
  ['gc.auto', '0'],
  ['transfer.unpackLimit', '1'], // a pushed pack stays one: a large one is not compressed again
  ['core.compression', '1'],
  ['core.fsync', 'none'], // nothing here outlives the server
  ['receive.autogc', 'false'],
] as const

async function initialize(repository: RepositoryRecord): Promise<void> {
  const { gitDir, defaultBranch } = repository
  await mkdir(gitDir, { recursive: true })
  await git(gitDir, { args: ['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`, '--template='] })
  const config = join(gitDir, 'config')
  const lines = SETTINGS.map(([key, value]) => `[${key.split('.')[0]}]\n\t${key.split('.')[1]} = ${value}\n`)
  await writeFile(config, lines.join(''), { flag: 'a' })
}

async function firstCommit(
  world: World,
  what: { readonly repository: RepositoryRecord; readonly files: Readonly<Record<string, string | Buffer>> },
): Promise<void> {
  const { gitDir, owner, defaultBranch } = what.repository
  const tree = await writeFiles(gitDir, what.files)
  const by = { name: owner.login, email: emailOf(owner), date: stamp(world.clock.now()) }
  const sha = await writeCommit(gitDir, { tree, parents: [], message: 'Initial commit', author: by, committer: by })
  await git(gitDir, { args: ['update-ref', `refs/heads/${defaultBranch}`, sha] })
}
