import { readdirSync } from 'node:fs'
import { pathOf, type Name } from './disk.ts'

/** A folder takes some 15 us, to start git and hear of it 10 ms. */
const MOST_FOLDERS = 500

/**
 * Whether a work tree may hold more than the files that git tracks. `none`: each of its folders is a folder in which some are
 * tracked, and all that is in it is tracked, or is one more of them; so git need not be asked what is untracked and not
 * ignored. `perhaps` also where there is much to look at.
 */
export function strangersIn(top: string, tracked: readonly Name[]): 'none' | 'perhaps' {
  const folders = foldersOf(tracked)
  if (folders === 'many') return 'perhaps'
  const files = new Set(tracked)
  try {
    // The nearest first: what is made rather than tracked mostly stands there.
    const found: Name[] = ['']
    for (const below of found) {
      for (const entry of readdirSync(pathOf(top, below), { withFileTypes: true, encoding: 'latin1' })) {
        const name = below + entry.name
        const isFolder = entry.isDirectory()
        if (isFolder && folders.has(name)) found.push(`${name}/`)
        else if (isFolder ? name !== '.git' : !files.has(name)) return 'perhaps'
      }
    }
    return 'none'
  } catch {
    // Git tells of a folder that cannot be read.
    return 'perhaps'
  }
}

/** The folders that hold these files, and those that hold them; the top, without a name, left out. */
function foldersOf(files: readonly Name[]): ReadonlySet<Name> | 'many' {
  const folders = new Set<Name>()
  let last: Name | undefined
  for (const file of files) {
    let end = file.lastIndexOf('/')
    // Most files stand in the folder of the one before.
    if (last !== undefined && end === last.length && file.startsWith(last)) continue
    last = file.slice(0, Math.max(0, end))
    for (; end > 0; end = file.lastIndexOf('/', end - 1)) folders.add(file.slice(0, end))
    if (folders.size > MOST_FOLDERS) return 'many'
  }
  return folders
}
