import { lstatSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { OnDisk } from './locate.ts'

/**
 * A folder that certainly lies in no repository: neither it nor any above it has what git looks for. Undefined where git has
 * to be asked. https://git-scm.com/docs/gitrepository-layout
 */
export function plainFolder(asked: string): OnDisk | undefined {
  try {
    const folder = realpathSync(asked)
    if (!lstatSync(folder).isDirectory()) return undefined
    for (let at = folder; ; at = dirname(at)) {
      if (TRACES.some((name) => lstatSync(join(at, name), { throwIfNoEntry: false }) !== undefined)) return undefined
      if (dirname(at) === at) return { kind: 'disk', folder, top: folder }
    }
  } catch {
    return undefined
  }
}

/** Of a work tree, and of a bare repository. */
const TRACES = ['.git', 'HEAD'] as const
