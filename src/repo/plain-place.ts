import { lstatSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import type { OnDisk, Place } from './locate.ts'
import { lies, plainGit } from './plain-git.ts'

/**
 * Where a folder lies, as `locate` says it, where that is plain to see: it is the top of an ordinary work tree, an ordinary
 * bare repository, or neither it nor any folder above it has what git looks for. Undefined where git has to be asked: to
 * start it takes longer than to look.
 */
export function plainPlace(asked: string): Place | undefined {
  try {
    const folder = realpathSync(asked)
    if (!lstatSync(folder).isDirectory()) return undefined
    const git = plainGit(folder)
    if (git === undefined) return outside(folder)
    return { kind: git.kind, folder, top: folder, prefix: Buffer.alloc(0), ignored: false, shallow: git.shallow }
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
