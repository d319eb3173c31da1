import type { Match } from '../finding.ts'
import type { Traces } from '../repo/port.ts'
import type { Ruleset } from '../scan/ruleset.ts'
import { scanByGit } from './scan-by-git.ts'
import { scanStore } from './scan-store.ts'

/** Which blobs of a repository's object store to scan, and with what. */
export interface ObjectScan {
  /** Where git is run: a work tree or a bare repository. */
  readonly folder: string
  readonly ruleset: Ruleset
  /** The blobs to scan, by id; one that is not there is said to be unseen. All that are in the store unless told, whether or not a ref reaches them. */
  readonly only?: ReadonlySet<string>
  /** Blobs that are known already and not scanned. */
  readonly skip?: { has(oid: string): boolean }
  /** A module that calls `help`, for threads to run; Mayfly's own unless told. Without such a file this thread works alone. */
  readonly helper?: URL
  /** Whether to trace what is found, or unseen, through the trees of the store. Not where `only` or `skip` are told. */
  readonly traces?: 'wanted' | undefined
  onProgress?(progress: ObjectProgress): void
}

/** So far; `bytes` are those of the blobs as git would print them. */
export interface ObjectProgress {
  readonly blobs: number
  readonly bytes: number
  /** How many blobs have something in them. */
  readonly found: { readonly size: number }
}

/** A blob that could not be looked at. */
export interface UnseenObject {
  /** Its id; the name of a pack where nothing can be told of what is in it. */
  readonly oid: string
  readonly why: string
}

export interface ScannedObjects extends ObjectProgress {
  /** What `scan` finds in the whole blob, by its id, without those in which it finds nothing. */
  readonly found: ReadonlyMap<string, readonly Match[]>
  /** All that was scanned, binary ones too; neither the skipped nor the unseen. In hexadecimal, in no order. */
  readonly scanned: Iterable<string>
  readonly binaries: ReadonlySet<string>
  readonly unseen: readonly UnseenObject[]
  /** Absent where they were not wanted, or the store is not as it should be. */
  readonly traces?: Traces | undefined
}

/** Scans the blobs of an object store, each once. Throws MayflyError `git` where there is no repository, or git cannot list its objects. */
export async function scanObjects(input: ObjectScan): Promise<ScannedObjects> {
  // For a few blobs git is done before the packs' indexes are read.
  if (input.only !== undefined && input.only.size < FEW) return scanByGit(input)
  const own = await scanStore(input)
  if (own === 'unknown') return scanByGit(input)
  if (own.left.size === 0) return own.tally
  const rest = await scanByGit({ ...input, only: own.left })
  return own.tally.with(rest)
}

const FEW = 200
