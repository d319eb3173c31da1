// The port to a repository's content: the few questions that a scan asks. local.ts answers them from git and disk.

/** What to look at. `commits`: all that `heads` reach and `bases` do not. */
export type Range =
  /** The files as they stand: at `ref`, else on disk (in a bare repository: at HEAD); of these blobs only, if any are named. */
  | { readonly of: 'tree'; readonly ref?: string; readonly only?: ReadonlySet<string> }
  | { readonly of: 'staged' }
  | { readonly of: 'commits'; readonly heads: readonly string[]; readonly bases: readonly string[] }
  | { readonly of: 'history' }

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

export interface Repo {
  /** Throws MayflyError: `usage` for a name that is no commit, `git` for one that is not in this clone. */
  versions(range: Range): AsyncIterable<Version | Gap>
  read(blob: string): Promise<Content>
  /** The text of a file at a ref (or on disk with no ref), by its path from the repository's top; undefined where there is none. */
  file(path: string, ref?: string): Promise<string | undefined>
  /** The paths, from the repository's top, of the files that lie directly in a folder; empty where there is no such folder. */
  list(folder: string, ref?: string): Promise<readonly string[]>
  /**
   * The paths at a ref; those that are wanted are fetched at once. Absent where a file is at hand anyway: only where each
   * would be a way to a server of its own it makes a difference.
   */
  bring?(this: void, ref: string, wanted: (path: string) => boolean): Promise<readonly string[]>
  close(): Promise<void>
}
