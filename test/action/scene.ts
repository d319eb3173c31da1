import { readdir } from 'node:fs/promises'
import { setStage } from '../github/stage.ts'
import type { Checkout, Faults, Repository } from '../github/start.ts'
import { runGit } from '../github/git/client.ts'
import { tempFolder } from '../support/git.ts'
import { runStep, type Ran, type Step } from './step.ts'

/** A GitHub, and a runner that works for its repositories. */
export interface Scene {
  repository(files?: Readonly<Record<string, string>>, options?: { readonly private?: boolean }): Promise<Repository>
  emptyRepository(): Promise<Repository>
  /** A person's working copy. */
  desk(repository: Repository): Promise<Checkout>
  fork(repository: Repository): Promise<Repository>
  openPull(repository: Repository, wanted: { readonly head: string; readonly base?: string; readonly fork?: Repository }): Promise<number>
  enterQueue(repository: Repository, number: number): Promise<string>
  /** The payload of the newest event of this name. */
  payload(event: string): Promise<unknown>
  /** As GITHUB_TOKEN of a job with `contents: read`. */
  token(repository: Repository): Promise<string>
  /** A leaked token, real to its checksum, and a line of code that leaks it. */
  leak(): { readonly secret: string; readonly line: string }
  /** A workspace, as actions/checkout leaves it: `depth` commits of a ref; 0 is all, undefined no checkout. */
  workspace(repository: Repository, what?: { readonly ref: string; readonly depth: number; readonly filter?: string }): Promise<string>
  git(workspace: string, ...args: readonly string[]): Promise<string>
  /** The files of a workspace, in the order of their names. */
  filesIn(workspace: string): Promise<readonly string[]>
  /** How git's or the API's next calls go wrong. */
  readonly faults: Faults
  run(repository: Repository, step: Omit<Step, 'repository' | 'server'> & Partial<Pick<Step, 'server'>>): Promise<Ran>
  close(): Promise<void>
}

export async function openScene(): Promise<Scene> {
  const stage = await setStage({ validate: false })
  let count = 0
  return {
    repository: (files = { 'README.md': 'Hello\n' }, options = {}) => stage.repository(`shop-${++count}`, { files, private: true, ...options }),
    async emptyRepository() {
      const repository = await stage.organization.createRepository({ name: `empty-${++count}`, private: true })
      repository.setRole(stage.ada, 'write')
      return repository
    },
    desk: (repository) => stage.ada.clone(repository),
    fork: (repository) => stage.ada.fork(repository),
    openPull: (repository, wanted) => repository.openPullRequest({ user: stage.ada, title: 'A change', ...wanted }),
    enterQueue: (repository, number) => repository.enterQueue(stage.ada, number),
    async payload(event) {
      await stage.github.settle()
      return stage.github.deliveries.of(event).at(-1)?.payload
    },
    token: (repository) => stage.token({ permissions: { contents: 'read' }, repositories: [repository.name] }),
    leak() {
      const secret = stage.ada.issueToken({ kind: 'classic', scopes: ['repo'] })
      return { secret, line: `const token = '${secret}'\n` }
    },
    async workspace(repository, what) {
      const folder = tempFolder()
      if (what === undefined) return folder
      const header = `http.extraHeader=Authorization: Basic ${Buffer.from(`x:${stage.ada.token}`).toString('base64')}`
      const filter = what.filter === undefined ? [] : [`--filter=${what.filter}`]
      const fetch = ['-c', header, 'fetch', '--quiet', ...filter, 'origin']
      await runGit(folder, ['init', '--quiet'])
      await runGit(folder, ['remote', 'add', 'origin', `${stage.github.url}/${repository.fullName}`])
      if (what.depth === 0) await runGit(folder, [...fetch, '+refs/heads/*:refs/remotes/origin/*'])
      await runGit(folder, [...fetch, ...(what.depth === 0 ? [] : [`--depth=${what.depth}`]), what.ref])
      await runGit(folder, ['-c', header, 'checkout', '--quiet', '--detach', 'FETCH_HEAD'])
      return folder
    },
    git: (workspace, ...args) => runGit(workspace, args),
    filesIn: async (workspace) => (await readdir(workspace)).filter((name) => name !== '.git').toSorted(),
    faults: stage.github.faults,
    run: (repository, step) => runStep({ server: stage.github.url, ...step, repository: repository.fullName }),
    async close() {
      await stage.close()
    },
  }
}
