import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gitError, runGit } from '../repo/git.ts'
import { plainStore } from '../repo/plain-git.ts'

/** Where a repository keeps its objects. */
export interface ObjectStore {
  /** Bytes of an object's id: 20 (SHA-1) or 32 (SHA-256). */
  readonly idLength: number
  /** Its own folder, and those of its alternates. */
  readonly folders: readonly string[]
  /** Paths of packs without `.pack`. */
  readonly packs: readonly string[]
  /** The size of all packs. */
  readonly bytes: number
}

/** Where that is not plain to see git is asked, which knows of work trees, alternates and what the environment of a hook adds. Throws MayflyError `git`. */
export async function openStore(folder: string): Promise<ObjectStore> {
  const { folders, idLength } = plainly(folder) ?? (await asked(folder))
  const packs = folders.flatMap(packsIn)
  const bytes = packs.reduce((sum, pack) => sum + statSync(`${pack}.pack`).size, 0)
  return { idLength, folders, packs, bytes }
}

type Layout = Pick<ObjectStore, 'folders' | 'idLength'>

function plainly(folder: string): Layout | undefined {
  const git = plainStore(folder)
  const objects = join(git?.folder ?? '', 'objects')
  return git === undefined || existsSync(join(objects, 'info', 'alternates')) ? undefined : { folders: [objects], idLength: 20 }
}

async function asked(folder: string): Promise<Layout> {
  const [place, counted] = await Promise.all([
    runGit({ folder, args: ['rev-parse', '--show-object-format', '--git-path', 'objects'] }),
    runGit({ folder, args: ['count-objects', '-v'] }),
  ])
  if (place.code !== 0) throw gitError('rev-parse', place)
  if (counted.code !== 0) throw gitError('count-objects', counted)
  const [format = '', objects = ''] = place.out.toString('utf8').split('\n')
  const alternates = counted.out.toString('utf8').split('\n').flatMap((line) => /^alternate: (.+)$/.exec(line)?.[1] ?? [])
  const folders = [...new Set([objects, ...alternates].map((path) => resolve(folder, path)))]
  return { idLength: format === 'sha256' ? 32 : 20, folders }
}

/** Objects that lie in files of their own. */
export interface LooseObjects {
  readonly folders: readonly string[]
  readonly ids: readonly string[]
}

/** Every loose object once: https://git-scm.com/docs/gitrepository-layout */
export function looseIn({ folders, idLength }: ObjectStore): LooseObjects {
  const ids = new Set<string>()
  for (const folder of folders) {
    for (const start of existsSync(folder) ? readdirSync(folder).filter((name) => /^[0-9a-f]{2}$/.test(name)) : []) {
      for (const rest of readdirSync(join(folder, start))) if (rest.length === idLength * 2 - 2 && /^[0-9a-f]+$/.test(rest)) ids.add(start + rest)
    }
  }
  return { folders, ids: [...ids] }
}

function packsIn(objects: string): readonly string[] {
  const folder = join(objects, 'pack')
  if (!existsSync(folder)) return []
  const names = readdirSync(folder)
  const packs = names.filter((name) => name.endsWith('.pack')).map((name) => name.slice(0, -'.pack'.length))
  // Without an index of its own a pack is one that is still being written, or stands in an index of many.
  const shared = names.includes('multi-pack-index')
  return packs.filter((name) => shared || names.includes(`${name}.idx`)).map((name) => join(folder, name))
}
