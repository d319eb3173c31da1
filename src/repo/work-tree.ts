import { kindOf, pathOf, readDisk, textOf, tryDisk, walk, type Name } from './disk.ts'
import { gitChunks, runGit } from './git.ts'
import { trackedNames } from './index-file.ts'
import type { Place } from './locate.ts'
import type { Disk, DiskFile, Gap, Version } from './port.ts'
import { strangersIn } from './strangers.ts'

/** The files below the folder as they lie on disk: tracked, and untracked but not ignored; without git, or where git ignores the folder, all. */
export function diskOf(place: Place): Disk {
  const plain = place.kind !== 'work-tree' || place.ignored
  return {
    async *files() {
      for await (const names of plain ? walk(place.folder) : listed(place.folder)) yield names.map((name) => (typeof name === 'string' ? fileOf(name) : name))
    },
    read(file, room) {
      const path = diskPath(file.blob, place.folder) ?? ''
      if (plain) return readDisk(path, room)
      // What git tracks may have been removed, or be something else now: then it is no file of the folder.
      const content = tryDisk(path, room)
      return typeof content === 'string' ? 'none' : content
    },
  }
}

/** The same files as versions. */
export async function* diskVersions(place: Place): AsyncGenerator<Version | Gap> {
  for await (const files of diskOf(place).files()) {
    for (const file of files) {
      if ('gap' in file) yield file
      else if (isThere(diskPath(file.blob, place.folder) ?? '')) yield { ...file, before: [] }
    }
  }
}

/** The path that a version's `blob` names, for a file on disk below this folder; undefined for an object id. */
export function diskPath(blob: string, folder: string): string | Buffer | undefined {
  return blob.startsWith(DISK) ? pathOf(folder, blob.slice(DISK.length)) : undefined
}

const DISK = 'disk:'

function fileOf(name: Name): DiskFile {
  return { path: textOf(name), blob: DISK + name }
}

function isThere(path: string | Buffer): boolean {
  try {
    return ['file', 'link'].includes(kindOf(path))
  } catch {
    // The reading of it tells why not.
    return true
  }
}

async function* listed(folder: string): AsyncGenerator<readonly (Name | Gap)[]> {
  const tracked = trackedNames(folder)
  if (tracked !== undefined && strangersIn(folder, tracked) === 'none') {
    yield different(tracked)
    return
  }
  const warnings: Gap[] = []
  const isReal = realFolders(folder)
  const args = tracked === undefined ? [...OTHERS, '--cached'] : OTHERS
  const lists = namesOf(gitChunks({ folder, args, warned: (lines) => warnings.push(...lines.map(gapOf)) }))
  // Git looks for what is not tracked while what is is scanned.
  const first = lists.next()
  first.catch(() => {}) // heard of below
  try {
    yield different(tracked ?? []).filter((name) => isReal(parentOf(name)))
    for (let next = await first; next.done !== true; next = await lists.next()) {
      yield next.value.filter((name) => !name.endsWith('/') && isReal(parentOf(name)))
      for (const name of next.value) if (name.endsWith('/')) yield* nested(folder, name)
    }
  } finally {
    await lists.return(undefined)
  }
  yield warnings
}

const OTHERS = ['ls-files', '-z', '--others', '--exclude-standard']

async function* namesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly Name[]> {
  let [rest, last] = ['', '']
  for await (const chunk of chunks) {
    const names = (rest + chunk.toString('latin1')).split('\0')
    rest = names.pop() ?? ''
    yield different(names, last)
    last = names.at(-1) ?? last
  }
}

/** A conflict lists a path once per stage, one after the other. */
function different(names: readonly Name[], last?: Name): readonly Name[] {
  return names.filter((name, i) => name !== (names[i - 1] ?? last))
}

function gapOf(warning: string): Gap {
  return { gap: warning.slice('warning: '.length) }
}

// A repository inside, that is no submodule of this one: git names its folder only.
async function* nested(folder: string, below: Name): AsyncGenerator<readonly (Name | Gap)[]> {
  const inner = `${folder}/${textOf(below)}`
  const own = (await runGit({ folder: inner, args: ['rev-parse', '--is-inside-work-tree'] })).code === 0
  for await (const names of own ? listed(inner) : walk(inner)) yield names.map((name) => (typeof name === 'string' ? below + name : name))
}

/** Tells which folders below one are no links: what lies behind a linked folder is not below it. */
function realFolders(folder: string): (below: Name) => boolean {
  const real = new Map<Name, boolean>([['', true]])
  return isReal

  function isReal(below: Name): boolean {
    const known = real.get(below)
    if (known !== undefined) return known
    const found = isReal(parentOf(below)) && isFolder(pathOf(folder, below))
    real.set(below, found)
    return found
  }
}

// Of one that cannot be looked at, the reading of its files tells.
function isFolder(path: string | Buffer): boolean {
  try {
    return kindOf(path) === 'folder'
  } catch {
    return true
  }
}

function parentOf(name: Name): Name {
  return name.slice(0, Math.max(0, name.lastIndexOf('/')))
}
