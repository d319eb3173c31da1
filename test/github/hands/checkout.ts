import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runGit } from '../git/client.ts'
import type { World } from '../world/world.ts'
import type { Repository } from './repository.ts'
import type { User } from './user.ts'

/** A person's working copy: the real git, over HTTP, with that person's name and token. */
export interface Checkout {
  readonly folder: string
  /** Runs git there; its output without the last line break. Throws with git's own words. */
  git(...args: readonly string[]): Promise<string>
  write(path: string, content: string | Buffer): Promise<void>
  remove(path: string): Promise<void>
  /** Commits everything as it is; returns the commit's id. */
  commit(message: string): Promise<string>
  /** Pushes the branch that is checked out. */
  push(...options: readonly string[]): Promise<void>
}

export async function cloneFor(
  world: World,
  { user, repository }: { readonly user: User; readonly repository: Repository },
): Promise<Checkout> {
  const folder = await mkdtemp(join(world.folder, 'checkout-'))
  const settings = ['-c', `user.name=${user.login}`, '-c', `user.email=${user.email}`, '-c', 'commit.gpgSign=false']
  function inFolder(...args: readonly string[]): Promise<string> {
    return runGit(folder, [...settings, ...args])
  }
  await inFolder('clone', '--quiet', '--config', 'core.autocrlf=false', '--config', 'core.fsync=none', repository.cloneUrl(user), '.')
  return {
    folder,
    git: inFolder,
    async write(path, content) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), content)
    },
    remove: (path) => rm(join(folder, path), { recursive: true }),
    async commit(message) {
      await inFolder('add', '--all')
      await inFolder('commit', '--quiet', '--allow-empty', '--message', message)
      return inFolder('rev-parse', 'HEAD')
    },
    async push(...options) {
      await inFolder('push', '--quiet', ...options, 'origin', 'HEAD')
    },
  }
}
