import { kindOf, walk } from './disk.ts'
import { gitRecords, NUL, runGit } from './git.ts'
import type { Place } from './locate.ts'
import { pathText } from './path-text.ts'
import type { Gap, Version } from './port.ts'

/** The files below the folder as they lie on disk: tracked, and untracked but not ignored; without git, or where git ignores the folder, all. */
export async function* diskVersions(place: Place): AsyncGenerator<Version | Gap> {
  const plain = place.kind !== 'work-tree' || place.ignored
  const folder = Buffer.from(place.folder)
  for await (const path of plain ? walk(folder) : listed(place.folder)) {
    if ('gap' in path) yield path
    else yield { path: pathText(path), blob: DISK + path.toString('latin1'), before: [] }
  }
}

/** The path on disk, below the folder, that a version's `blob` names; undefined for an object id. */
export function diskPath(blob: string): Buffer | undefined {
  return blob.startsWith(DISK) ? Buffer.from(blob.slice(DISK.length), 'latin1') : undefined
}

const DISK = 'disk:'

async function* listed(folder: string): AsyncGenerator<Buffer | Gap> {
  const warnings: string[] = []
  const look = looker(Buffer.from(`${folder}/`))
  let last: Buffer | undefined
  for await (const path of gitRecords({ folder, args: LIST, end: NUL, warned: (lines) => warnings.push(...lines) })) {
    // A conflict lists a path once per stage, one after the other.
    if (last?.equals(path)) continue
    last = path
    const found = look(path)
    if (found === 'file' || found === 'link') yield path
    else if (found === 'unreadable') yield { gap: `${JSON.stringify(pathText(path))} could not be read` }
    else if (path.at(-1) === SLASH) yield* nested(folder, path)
  }
  for (const warning of warnings) yield { gap: warning.slice('warning: '.length) }
}

const LIST = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
const SLASH = 47

// A repository inside, that is no submodule of this one: git names its folder only.
async function* nested(folder: string, below: Buffer): AsyncGenerator<Buffer | Gap> {
  const inner = `${folder}/${below.toString('utf8')}`
  const own = (await runGit({ folder: inner, args: ['rev-parse', '--is-inside-work-tree'] })).code === 0
  for await (const path of own ? listed(inner) : walk(Buffer.from(inner))) {
    yield 'gap' in path ? path : Buffer.concat([below, path])
  }
}

/** Tells what lies at a path below a folder; what lies behind a linked folder is not below it. */
function looker(folder: Buffer) {
  const real = new Map<string, boolean>([['', true]])
  function isReal(path: Buffer): boolean {
    const key = path.toString('latin1')
    const known = real.get(key)
    if (known !== undefined) return known
    const found = isReal(parent(path)) && kindOf(Buffer.concat([folder, path])) === 'folder'
    real.set(key, found)
    return found
  }
  return (path: Buffer) => {
    try {
      return isReal(parent(path)) ? kindOf(Buffer.concat([folder, path])) : 'absent'
    } catch {
      return 'unreadable'
    }
  }
}

function parent(path: Buffer): Buffer {
  return path.subarray(0, Math.max(0, path.lastIndexOf(SLASH)))
}
