import { scanObjects, type ObjectProgress, type ScannedObjects } from '../pack/scan-objects.ts'
import { ignores } from '../policy/ignores.ts'
import type { Gap, Store, Version } from '../repo/port.ts'
import { rulesVersion } from '../scan/rule-version.ts'
import { Evidence } from './evidence.ts'
import type { Look, Seen } from './look.ts'
import { lookOneByOne, type Clean } from './look-one-by-one.ts'

interface Listed {
  readonly store: Store
  readonly versions: AsyncIterable<Version | Gap>
}

/** So few blobs are read faster one by one than by the engine. */
const FEW = 500

/** Scans the blobs of a range that is told version by version, those that were replaced only where something is found. */
export async function lookListed(input: Look, { store, versions }: Listed): Promise<Seen> {
  const { listed, blobs } = await gather(input, versions)
  const known = await knownOf(input, blobs)
  const todo = new Set([...blobs].filter((oid) => !known.has(oid)))
  const folder = await store.folder(todo)
  const seen = todo.size <= FEW || folder === undefined
    ? await lookOneByOne(input, { versions: listed, known })
    : await lookAtAll(input, { store, listed, known, todo, folder })
  if (input.blobs !== undefined) await note(input, { store, clean: seen.clean })
  return seen
}

interface Gathered {
  readonly listed: readonly (Version | Gap)[]
  /** Of what is not ignored. */
  readonly blobs: ReadonlySet<string>
}

async function gather({ policy, prefix = '' }: Look, versions: Listed['versions']): Promise<Gathered> {
  const listed: (Version | Gap)[] = []
  const blobs = new Set<string>()
  for await (const version of versions) {
    if (!('gap' in version)) {
      if (ignores(policy, prefix + version.path)) continue
      blobs.add(version.blob)
    }
    listed.push(version)
  }
  return { listed, blobs }
}

async function knownOf({ blobs: memory, ruleset }: Look, blobs: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
  return memory === undefined || blobs.size === 0 ? new Map<string, number>() : memory.clean(blobs, rulesVersion(ruleset.rules.map(({ kind }) => kind)))
}

/** More are not kept: who scans that much at once does so once. */
const MOST_NOTED = 50_000

async function note({ blobs: memory, ruleset }: Look, { store, clean }: { readonly store: Store; readonly clean: Iterable<string> }): Promise<void> {
  const sizes = await store.sizes([...clean].slice(0, MOST_NOTED))
  if (sizes.size > 0) await memory?.note(sizes, rulesVersion(ruleset.rules.map(({ kind }) => kind)))
}

interface Large extends Pick<Gathered, 'listed'> {
  readonly store: Store
  readonly folder: string
  readonly todo: ReadonlySet<string>
  readonly known: ReadonlyMap<string, number>
}

async function lookAtAll(input: Look, { store, listed, known, todo, folder }: Large): Promise<Seen & Clean> {
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
