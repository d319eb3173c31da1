import { scanObjects, type ObjectProgress, type ScannedObjects } from '../pack/scan-objects.ts'
import type { Gap, Store, Version } from '../repo/port.ts'
import { Evidence } from './evidence.ts'
import type { Look, Seen } from './look.ts'
import type { Clean } from './look-one-by-one.ts'

export interface Many {
  /** What the range brings, but what is ignored. */
  readonly listed: readonly (Version | Gap)[]
  readonly store: Store
  readonly folder: string
  /** The blobs to scan, and those in which nothing is, with their bytes. */
  readonly todo: ReadonlySet<string>
  readonly known: ReadonlyMap<string, number>
}

/** Scans the blobs of a long range where they lie, those that were replaced only where something is found. */
export async function lookAtMany(input: Look, { store, listed, known, todo, folder }: Many): Promise<Seen & Clean> {
  const { ruleset } = input
  const commits = new Set(listed.flatMap((version) => ('gap' in version ? [] : version.commit ?? []))).size
  function onProgress({ blobs: files, bytes }: ObjectProgress): void {
    input.onProgress?.({ files, bytes, commits })
  }
  const scanned = await scanObjects({ folder, ruleset, only: todo, onProgress })
  const evidence = new Evidence([scanned, ...(await replaced(input, { store, listed, scanned }))])
  for (const version of listed) {
    if ('gap' in version) evidence.unseen.push(version.gap)
    else evidence.take(version)
  }
  const seen = evidence.seen({ commits, files: listed.filter((version) => !('gap' in version)).length })
  const bytes = [...known.values()].reduce((sum, size) => sum + size, seen.progress.bytes)
  return { ...seen, progress: { ...seen.progress, bytes }, clean: cleanOf(scanned) }
}

function* cleanOf({ scanned, found, binaries }: ScannedObjects): Generator<string> {
  for (const oid of scanned) if (!found.has(oid) && !binaries.has(oid)) yield oid
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
