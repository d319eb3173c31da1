import { scanObjects, type ObjectProgress, type ScannedObjects } from '../pack/scan-objects.ts'
import { ignores } from '../policy/ignores.ts'
import type { Gap, Store, Version } from '../repo/port.ts'
import { Evidence } from './evidence.ts'
import type { Look, Seen } from './look.ts'
import { lookOneByOne } from './look-one-by-one.ts'

interface Listed {
  readonly store: Store
  readonly versions: AsyncIterable<Version | Gap>
}

/** So few blobs are read faster one by one than by the engine. */
const FEW = 500

/** Scans the blobs of a range that is told version by version, those that were replaced only where something is found. */
export async function lookListed(input: Look, { store, versions }: Listed): Promise<Seen> {
  const { policy, prefix = '' } = input
  const listed: (Version | Gap)[] = []
  const blobs = new Set<string>()
  for await (const version of versions) {
    if (!('gap' in version)) {
      if (ignores(policy, prefix + version.path)) continue
      blobs.add(version.blob)
    }
    listed.push(version)
  }
  const folder = blobs.size > FEW ? await store.folder(blobs) : undefined
  if (folder === undefined) return lookOneByOne(input, listed)
  const { ruleset } = input
  const commits = new Set(listed.flatMap((version) => ('gap' in version ? [] : version.commit ?? []))).size
  function onProgress({ blobs: files, bytes }: ObjectProgress): void {
    input.onProgress?.({ files, bytes, commits })
  }
  const scanned = await scanObjects({ folder, ruleset, only: blobs, onProgress })
  const evidence = new Evidence([scanned, ...(await replaced(input, { store, listed, scanned }))])
  for (const version of listed) {
    if ('gap' in version) evidence.unseen.push(version.gap)
    else evidence.take(version)
  }
  return evidence.seen({ commits, files: listed.filter((version) => !('gap' in version)).length })
}

interface Found {
  readonly store: Store
  readonly listed: readonly (Version | Gap)[]
  readonly scanned: ScannedObjects
}

/** What stood in the files before, where they have a token now. */
async function replaced({ ruleset }: Look, { store, listed, scanned }: Found): Promise<readonly ScannedObjects[]> {
  const known = new Set(scanned.scanned)
  const older = new Set<string>()
  for (const version of listed) {
    if ('gap' in version || !scanned.found.has(version.blob)) continue
    for (const blob of version.before) if (!known.has(blob)) older.add(blob)
  }
  const folder = older.size === 0 ? undefined : await store.folder(older)
  return folder === undefined ? [] : [await scanObjects({ folder, ruleset, only: older })]
}
