// The port to a repository's content: the few questions that a scan asks. local.ts answers them from git and disk.

/** What to look at. `commits`: all that `heads` reach and `bases` do not. */
export type Range =
  | { readonly of: 'tree' }
  | { readonly of: 'staged' }
  | { readonly of: 'commits'; readonly heads: readonly string[]; readonly bases: readonly string[] }
  | { readonly of: 'history' }

/** One version of one file that the range brings. */
export interface Version {
  /** Relative to the scanned folder, with forward slashes; may hold any character but NUL. */
  readonly path: string
  readonly commit?: string
  /** What to hand to `read`: an object id, or a path on disk. */
  readonly blob: string
  /** The blobs that it replaces in the commit's parents: what already stood there is not new. */
  readonly before: readonly string[]
}

export type Content =
  | { readonly state: 'read'; readonly bytes: Uint8Array }
  | { readonly state: 'too-large'; readonly bytes: number }
  | { readonly state: 'missing'; readonly why: string }

export interface Repo {
  versions(range: Range): AsyncIterable<Version>
  read(blob: string): Promise<Content>
  /** The text of a file at a ref (or on disk with no ref); undefined where there is none. */
  file(path: string, ref?: string): Promise<string | undefined>
  close(): Promise<void>
}
