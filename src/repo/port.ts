// The port to a repository's content: the few questions that a scan asks. local.ts answers them from git and disk.
import type { TokenKind } from '../provider.ts'

/** What to look at; with `only`, as far as it has these blobs. `commits`: all that `heads` reach and `bases` do not. */
export type Range =
  /** The files as they stand: at `ref`, else on disk (in a bare repository: at HEAD). */
  | { readonly of: 'tree'; readonly ref?: string; readonly only?: ReadonlySet<string> }
  | { readonly of: 'staged' }
  | ({ readonly of: 'commits'; readonly heads: readonly string[]; readonly bases: readonly string[] } & Limits)
  /** All that a ref or a stash reaches, but what these commits (by full id) reach too. */
  | ({ readonly of: 'history'; readonly except?: readonly string[] } & Limits)

export interface Limits {
  /** The time that commits are not older than, as git reads it: `2026-01-31`, `2 weeks ago`. */
  readonly since?: string
  readonly only?: ReadonlySet<string>
}

/** One version of one file that the range brings. */
export interface Version {
  /** Relative to the scanned folder, with forward slashes; may hold any character but NUL. */
  readonly path: string
  readonly commit?: string
  /** What to hand to `read`: an object id, or a name of a file on disk; opaque. */
  readonly blob: string
  /** The blobs that it replaces in the commit's parents: what already stood there is not new. */
  readonly before: readonly string[]
}

/** A part of the range that cannot be seen here, as a sentence: what, and why. */
export interface Gap {
  readonly gap: string
}

export type Content =
  | { readonly state: 'read'; readonly bytes: Uint8Array }
  | { readonly state: 'too-large'; readonly bytes: number }
  | { readonly state: 'missing'; readonly why: string }

/** The largest file that is read; a larger one is said to be unseen. */
export const MOST_BYTES = 50 * 1024 * 1024

/** Why a file over MOST_BYTES is unseen. */
export function tooLarge(bytes: number): string {
  const megabytes = (bytes / 1024 / 1024).toFixed(1)
  return `${megabytes} MB are more than the ${MOST_BYTES / 1024 / 1024} MB that are scanned`
}

/** Who made a commit, and when: ISO 8601 with the author's offset. */
export interface Author {
  readonly name: string
  readonly date: string
}

/** What stands below each tree of a store, of the blobs that are sought, and of those that the store lacks. */
export interface Traces {
  readonly of: ReadonlySet<string>
  readonly lacking: ReadonlySet<string>
  /** A number that trees share where the same of these blobs stand at the same paths; 0 where none stands. 'unknown': not all below is here. */
  traceOf(tree: string): number | 'unknown'
  /** Goes through all commits that these reach, in the order in which git's log tells of them. 'unclear': not all of that is here. */
  walk(from: WalkFrom): Walked | 'unclear'
}

export interface WalkFrom {
  readonly tips: readonly string[]
  /** Commits whose parents a shallow clone cut off, */
  readonly shallow: Iterable<string>
  /** and those of them that bring nothing. */
  readonly cut: ReadonlySet<string>
}

export interface Walked {
  readonly commits: number
  /** Those that may bring what is traced: none of their parents has the same of it. */
  readonly bringing: readonly string[]
  /** Those of WalkFrom.cut that were come upon. */
  readonly cut: readonly string[]
}

export interface WalkFor {
  /** These blobs alone, if any are named. */
  readonly only?: ReadonlySet<string> | undefined
  /** `told`: also blobs that the clone has not. */
  readonly lacking?: 'told' | 'untold'
  /** By which it is seen fast which commits matter, where they are of all that is asked for. */
  readonly traces?: Traces | undefined
}

/** A walk over commits that can be begun before it is needed. */
export interface Walk {
  /** Commits from which all that it told of are reached, where these are known in the end. */
  readonly tips: readonly string[] | undefined
  /** Sets git going, beside whatever else is done till the versions are asked for. There will be traces. */
  start(): void
  /** What the commits bring; gaps for what git could not tell. */
  versions(wanted?: WalkFor): AsyncIterable<Version | Gap>
  /** How many commits there were, once they are told. */
  readonly commits: number
  /** `some`: git could not go all the way. */
  readonly told: 'all' | 'some'
  close(): Promise<void>
}

/** What scans of a clone learned. No secret is in it: ids of objects, paths, versions of rules, places and fingerprints. */
export interface Remembered {
  /** The version of each rule that all blobs were looked at with, by the kind's id. */
  readonly rules: Readonly<Record<string, string>>
  /** The blobs with something in them, and those that could not be looked at. */
  readonly held: readonly string[]
  readonly unseen: readonly string[]
  /** How many others there were, of how many bytes, and how many of them were binary. */
  readonly blobs: number
  readonly bytes: number
  readonly binaries: number
  /** What is in blobs of `held`, of those where that can be told so. */
  readonly tokens?: Readonly<Record<string, readonly HeldToken[]>>
  readonly walk?: RememberedWalk
}

/** Where a token stands in a blob: its kind, its fingerprint, its first line and column, its last and the one after, and whether it is proven. */
export type HeldToken = readonly [kind: string, fingerprint: string, start: readonly [line: number, column: number], end: readonly [line: number, column: number], proven: 0 | 1]

/** Who brought the blobs that were asked for, as far as these commits reach. */
export interface RememberedWalk {
  readonly of: 'commits' | 'history'
  readonly tips: readonly string[]
  /** What `Store.refs` said when these were the tips. */
  readonly refs?: string
  /** Those of the blobs that were asked for that HEAD's files have. */
  readonly atHead?: readonly string[]
  readonly asked: readonly string[]
  readonly reached: readonly Version[]
  /** In commits that no tip reaches. */
  readonly lost: readonly Version[]
  /** Versions whose blobs the clone has not. */
  readonly lacking: readonly Version[]
  readonly commits: number
}

export interface Recalled {
  readonly remembered: Remembered
  /** The blobs of `held` and `unseen` that are still there. */
  readonly again: ReadonlySet<string>
  /** The blobs that came since; `many`: all that are neither clean nor held. */
  readonly news: ReadonlySet<string> | 'many'
  /** Blobs in which nothing was found. */
  readonly clean: { has(oid: string): boolean }
}

export interface Learned {
  readonly remembered: Remembered
  /** `all`: these are all clean blobs that are known; else they come to those that were. */
  readonly clean: Iterable<string>
  readonly of: 'all' | 'news'
}

/** What is kept between scans of a clone. */
export interface Memory {
  /** The version of a kind of token: another where anything of it changed. */
  versionOf(kind: TokenKind): string
  recall(): Promise<Recalled | undefined>
  /** After `recall`. */
  keep(learned: Learned): void
}

/** What is kept of single blobs where clones do not last. */
export interface BlobMemory {
  /** Those of these blobs in which nothing is, as rules of this version say, with their bytes as far as they are known. */
  clean(blobs: ReadonlySet<string>, rules: string): Promise<ReadonlyMap<string, number>>
  note(clean: ReadonlyMap<string, number>, rules: string): Promise<void>
}

/** A git object store: blobs can be scanned as they lie there, and then be asked for who brought them. */
export interface Store {
  /** Brings these blobs here if they are not, and no others that were asked for before; where they lie. Undefined for `all` where that is not the whole of what ranges name. */
  folder(blobs: ReadonlySet<string> | 'all'): Promise<string | undefined>
  walk(range: Extract<Range, { of: 'commits' | 'history' }>): Promise<Walk>
  /** The bytes of these blobs, as far as they are here. */
  sizes(blobs: Iterable<string>): Promise<ReadonlyMap<string, number>>
  /** The commits that no ref and no stash reaches. */
  unreachable(): Promise<Walk>
  /** What an index has: blobs (and trees) that the next commit may bring, and that are no history yet. */
  indexed(): Promise<ReadonlySet<string>>
  /** The commits that a walk over a range begins at. */
  tips(range: Extract<Range, { of: 'commits' | 'history' }>): Promise<readonly string[]>
  /** A digest of all refs, stashes and HEADs: while it stays, so do the tips of a history. Undefined where it is not to be had. */
  refs(): string | undefined
  /** Whether these tips reach all of those commits. */
  reach(tips: readonly string[], commits: readonly string[]): Promise<'all' | 'some'>
  authors(commits: Iterable<string>): Promise<ReadonlyMap<string, Author>>
}

/** A file on disk: its path as people read it, and what it is known by. */
export type DiskFile = Pick<Version, 'path' | 'blob'>

/** The files as they lie on disk, to be read one after the other. */
export interface Disk {
  /** As many at a time as are known then; gaps for what could not be looked into. Throws MayflyError `git` where git fails. */
  files(): AsyncGenerator<readonly (DiskFile | Gap)[]>
  /** A regular file's bytes or a link's target, in the memory that `room` gives for so many; `none` where no file stands (any more). */
  read(file: DiskFile, room: (bytes: number) => Uint8Array): Content | 'none'
}

export interface Repo {
  /** Throws MayflyError: `usage` for a name that is no commit, `git` for one that is not in this clone. */
  versions(range: Range): AsyncIterable<Version | Gap>
  read(blob: string): Promise<Content>
  /** The text of a file at a ref (or on disk with no ref), by its path from the repository's top; undefined where there is none. */
  file(path: string, ref?: string): Promise<string | undefined>
  /** The paths, from the repository's top, of the files that lie directly in a folder; empty where there is no such folder. */
  list(folder: string, ref?: string): Promise<readonly string[]>
  /** What is kept between scans: in the git folder, or in this one. Undefined where there is no clone, or not all of it lies in its own folder. */
  memory?(versionOf: Memory['versionOf'], within?: string): Memory | undefined
  /** Absent where no files lie on disk. */
  readonly disk?: Disk
  /** Absent where blobs can only be read one by one. */
  readonly store?: Store
  /**
   * The paths at a ref; those that are wanted are fetched at once. Absent where a file is at hand anyway: only where each
   * would be a way to a server of its own it makes a difference.
   */
  bring?(this: void, ref: string, wanted: (path: string) => boolean): Promise<readonly string[]>
  close(): Promise<void>
}
