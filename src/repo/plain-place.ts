import { lstatSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isGitHere } from './git.ts'
import type { InGit, OnDisk, Place } from './locate.ts'

/**
 * Where a folder lies, as `locate` says it, where that is plain to see: it is the top of an ordinary work tree, or neither it
 * nor any folder above it has what git looks for. Undefined where git has to be asked: to start it takes longer than to look.
 */
export function plainPlace(asked: string): Place | undefined {
  try {
    const folder = realpathSync(asked)
    if (!lstatSync(folder).isDirectory()) return undefined
    return lies(folder, '.git') ? ordinaryTop(folder) : outside(folder)
  } catch {
    return undefined
  }
}

/** https://git-scm.com/docs/gitrepository-layout */
function outside(folder: string): OnDisk | undefined {
  for (let at = folder; ; at = dirname(at)) {
    // Of a work tree, or of a bare repository.
    if (lies(at, '.git') || lies(at, 'HEAD')) return undefined
    if (dirname(at) === at) return { kind: 'disk', folder, top: folder }
  }
}

// What git itself asks for: is_git_directory and read_repository_format in its setup.c.
function ordinaryTop(folder: string): InGit | undefined {
  const git = join(folder, '.git')
  const folders = [git, join(git, 'objects'), join(git, 'refs')].every((path) => lstatSync(path).isDirectory())
  if (!folders || lies(git, 'commondir') || lies(git, 'shallow') || !HEAD.test(readFileSync(join(git, 'HEAD'), 'latin1'))) return undefined
  const config = readFileSync(join(git, 'config'), 'latin1').replaceAll(NOT_BARE, '')
  if (ELSEWHERE.test(config) || !isGitHere()) return undefined
  return { kind: 'work-tree', folder, top: folder, prefix: Buffer.alloc(0), ignored: false, shallow: new Set() }
}

const HEAD = /^(?:ref: refs\/|[0-9a-f]{40})/
const NOT_BARE = /^[ \t]{0,8}bare = false$/gm
/** Whatever else the config says of `core.bare`, `core.worktree` or `extensions.worktreeConfig`. */
const ELSEWHERE = /bare|worktree/i

function lies(folder: string, name: string): boolean {
  return lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined
}
