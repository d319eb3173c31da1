// What can be read of a repository without git, where it is laid out in the ordinary way: to start git takes longer than to look.
// https://git-scm.com/docs/gitrepository-layout
import { lstatSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isGitHere, isQuarantined } from './git.ts'

export interface PlainGit {
  /** The git folder: that of a work tree, or the bare repository itself. */
  readonly folder: string
  readonly kind: 'work-tree' | 'bare'
  readonly config: string
  /** The commits whose parents a shallow clone cut off. */
  readonly shallow: ReadonlySet<string>
}

/** The repository whose top a folder is; undefined where it is none, or git has to be asked. */
export function plainGit(top: string): PlainGit | undefined {
  try {
    if (lies(top, '.git')) return ordinary(join(top, '.git'), 'work-tree')
    return basename(top) === '.git' ? undefined : ordinary(top, 'bare')
  } catch {
    return undefined
  }
}

/** The same where its objects and refs lie in its own folder, named by SHA-1, and nothing but its config says what it is. */
export function plainStore(top: string): PlainGit | undefined {
  const git = isQuarantined() ? undefined : plainGit(top)
  return git !== undefined && !MORE.test(git.config) ? git : undefined
}

/** Whether something has this name in a folder. */
export function lies(folder: string, name: string): boolean {
  return lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined
}

// What git itself asks for: is_git_directory and read_repository_format in its setup.c.
function ordinary(folder: string, kind: PlainGit['kind']): PlainGit | undefined {
  const folders = [folder, join(folder, 'objects'), join(folder, 'refs')].every((path) => lstatSync(path).isDirectory())
  if (!folders || lies(folder, 'commondir') || !HEAD.test(readFileSync(join(folder, 'HEAD'), 'latin1'))) return undefined
  const config = lies(folder, 'config') ? readFileSync(join(folder, 'config'), 'latin1') : ''
  if (ELSEWHERE.test(config.replaceAll(kind === 'bare' ? BARE : NOT_BARE, '')) || !isGitHere()) return undefined
  const shallow = lies(folder, 'shallow') ? readFileSync(join(folder, 'shallow'), 'latin1').split('\n') : []
  return { folder, kind, config, shallow: new Set(shallow.filter((line) => line !== '')) }
}

const HEAD = /^(?:ref: refs\/|[0-9a-f]{40})/
const NOT_BARE = /^[ \t]{0,8}bare = false$/gm
const BARE = /^[ \t]{0,8}bare = true$/gm
/** Whatever else the config says of `core.bare`, `core.worktree` or `extensions.worktreeConfig`. */
const ELSEWHERE = /bare|worktree/i
/** Other files, formats of objects and refs, and a partial clone. */
const MORE = /include|extensions|promisor|partial/i
