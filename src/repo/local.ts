// A repository on this machine (a bare one too), read by git and from disk; a folder that is none, from disk alone.
import { MayflyError } from '../lib/errors.ts'
import { authorsOf } from './authors.ts'
import { blobIn, filesIn } from './changes.ts'
import { commitVersions, commitWalk, findCommits, historyWalk, indexed, reachFrom, resolveCommits, stagedVersions, tips, unreachableWalk, type Local } from './commits.ts'
import { readDisk } from './disk.ts'
import { listFiles, readText, type Opened } from './files.ts'
import { gitRecords, isQuarantined, NUL } from './git.ts'
import { lateMemory } from './late-memory.ts'
import type { Place } from './locate.ts'
import { sizesOf } from './object-files.ts'
import { Objects } from './objects.ts'
import { isPartial } from './partial.ts'
import { pathText } from './path-text.ts'
import { plainPlace } from './plain-place.ts'
import type { Gap, Memory, Range, Repo, Store, Version } from './port.ts'
import { refState } from './ref-state.ts'
import { originOf, type Origin } from './remote.ts'
import { diskOf, diskPath, diskVersions } from './work-tree.ts'

export interface LocalRepo extends Repo {
  /** The absolute path that `file` and `list` count from: the repository's top, or the folder itself where there is none. */
  readonly top: string
  /** Where the folder lies below the top, ending in a slash; empty at the top. */
  readonly prefix: string
  /** Where git has no work tree, files have no place on disk. */
  readonly kind: Place['kind']
  origin(): Promise<Origin | undefined>
  memory(versionOf: Memory['versionOf'], within?: string): Memory | undefined
}

/** Opens a folder. Throws MayflyError: `usage` where there is no such folder, `git` where git refuses to open the repository. */
export async function openLocal(folder: string): Promise<LocalRepo> {
  const place = plainPlace(folder) ?? (await askedOf(folder))
  const objects = new Objects(place.folder)
  return {
    top: place.top,
    prefix: place.kind === 'disk' ? '' : pathText(place.prefix),
    kind: place.kind,
    versions: (range) => versions({ place, objects }, range),
    read: async (blob) => {
      const path = diskPath(blob, place.folder)
      return path === undefined ? objects.read(blob) : readDisk(path)
    },
    file: (path, ref) => readText({ place, objects }, { path, ref }),
    list: (below, ref) => listFiles({ place, objects }, { path: below, ref }),
    origin: () => originOf(place.folder),
    memory: (versionOf, within) => (place.kind === 'disk' || isQuarantined() ? undefined : lateMemory({ folder: place.folder, within, versionOf })),
    ...(place.kind === 'bare' ? {} : { disk: diskOf(place) }),
    ...(place.kind === 'disk' ? {} : { store: storeOf({ place, objects }) }),
    close: () => objects.close(),
  }
}

/** What asks git is loaded where git has to be asked. */
async function askedOf(folder: string): Promise<Place> {
  const { locate } = await import('./locate.ts')
  return locate(folder)
}

function versions({ place, objects }: Opened, range: Range): AsyncIterable<Version | Gap> {
  if (place.kind === 'disk') {
    if (range.of === 'tree' && range.ref === undefined) return diskVersions(place)
    throw new MayflyError('usage', `${JSON.stringify(place.folder)} lies in no git repository: it has files, but no commits`)
  }
  const local: Local = { place, objects }
  if (range.of === 'staged') return stagedVersions(local)
  if (range.of === 'commits') return commitVersions(local, range)
  if (range.of === 'history') return historyVersions(local, range)
  return range.ref === undefined && place.kind === 'work-tree' ? chosen(diskVersions(place), range.only) : treeVersions(local, range)
}

async function* historyVersions({ place }: Local, range: Extract<Range, { of: 'history' }>): AsyncGenerator<Version | Gap> {
  const walk = await historyWalk(place, range)
  yield* walk.versions({ only: range.only })
}

function storeOf(local: Local): Store {
  const { place, objects } = local
  return {
    // Of a folder below the top, or where some blobs were never fetched, ranges name other blobs than those that are here.
    folder: async (blobs) => (blobs === 'all' && (place.prefix.length > 0 || (await isPartial(place.folder))) ? undefined : place.folder),
    walk: (range) => (range.of === 'commits' ? commitWalk(local, range) : historyWalk(place, range)),
    sizes: (blobs) => sizesOf(place.folder, blobs),
    unreachable: () => unreachableWalk(place),
    indexed: () => indexed(place),
    tips: (range) => (range.of === 'history' ? tips(place) : resolveCommits(objects, range.heads)),
    refs: () => refState(place.folder),
    reach: (from, commits) => reachFrom(place, { tips: from, commits }),
    authors: (commits) => authorsOf({ folder: place.folder, objects }, commits),
  }
}

async function* chosen(versions: AsyncIterable<Version | Gap>, only: ReadonlySet<string> | undefined): AsyncGenerator<Version | Gap> {
  for await (const version of versions) if (only === undefined || 'gap' in version || only.has(version.blob)) yield version
}

async function* treeVersions({ place, objects }: Local, { ref, only }: Extract<Range, { of: 'tree' }>): AsyncGenerator<Version> {
  const [commit] = ref === undefined ? await findCommits(objects, ['HEAD']) : await resolveCommits(objects, [ref])
  if (commit === undefined) return
  const keep = only && ((record: Buffer) => only.has(blobIn(record)))
  yield* filesIn(gitRecords({ folder: place.folder, args: ['ls-tree', '-r', '-z', '--full-tree', commit], end: NUL, ...(keep && { keep }) }), place.prefix)
}
