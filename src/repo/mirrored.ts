import { openLocal } from './local.ts'
import type { Mirror } from './mirror.ts'
import type { Gap, Repo, Version } from './port.ts'

const BATCH = 20_000

/**
 * A mirror as a repository: the blobs that a range brings are fetched in one request when the first of them is read, those
 * that they replace only when they are read themselves, which is when something was found. `close` leaves the mirror.
 */
export async function mirrored(mirror: Mirror): Promise<Repo> {
  const repo = await openLocal(mirror.folder)
  const wanted = new Set<string>()
  const asked = new Set<string>()
  const brought = new Set<string>()
  let fetching = Promise.resolve()
  async function fetchWanted(): Promise<void> {
    const blobs = [...wanted]
    wanted.clear()
    for (const blob of blobs) asked.add(blob)
    for (let from = 0; from < blobs.length; from += BATCH) await mirror.objects(blobs.slice(from, from + BATCH))
  }
  // A mirror never has all blobs.
  async function folder(blobs: ReadonlySet<string> | 'all'): Promise<string | undefined> {
    if (blobs === 'all') return undefined
    wanted.clear()
    for (const blob of blobs) if (!asked.has(blob)) wanted.add(blob)
    if (wanted.size > 0) fetching = fetching.then(fetchWanted)
    await fetching
    return mirror.folder
  }
  return {
    ...repo,
    async *versions(range) {
      const versions: (Version | Gap)[] = []
      for await (const version of repo.versions(range)) versions.push(version)
      for (const version of versions) if ('blob' in version && !asked.has(version.blob)) wanted.add(version.blob)
      yield* versions
    },
    async read(blob) {
      if (wanted.has(blob)) fetching = fetching.then(fetchWanted)
      await fetching
      const content = await repo.read(blob)
      if (content.state !== 'missing') return content
      await mirror.objects([blob])
      return repo.read(blob)
    },
    ...(repo.store && { store: { ...repo.store, folder } }),
    async file(path, ref) {
      if (ref !== undefined && !brought.has(`${ref}\0${path}`)) await mirror.fileAt(ref, path)
      return repo.file(path, ref)
    },
    async bring(ref, isWanted) {
      const paths: string[] = []
      const blobs = new Set<string>()
      for await (const version of repo.versions({ of: 'tree', ref })) {
        if ('gap' in version) continue
        paths.push(version.path)
        if (!isWanted(version.path) || brought.has(`${ref}\0${version.path}`)) continue
        brought.add(`${ref}\0${version.path}`)
        blobs.add(version.blob)
      }
      for (let from = 0; from < blobs.size; from += BATCH) await mirror.objects([...blobs].slice(from, from + BATCH))
      return paths
    },
  }
}
