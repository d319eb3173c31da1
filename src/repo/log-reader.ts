// What `git log --raw -z -c --no-renames --no-abbrev --format=%H` says, read in one pass: a history may have millions of records.
import { OidFilter } from './oid-filter.ts'
import { pathText } from './path-text.ts'
import type { Version } from './port.ts'
import type { Presence } from './presence.ts'

export interface LogSought {
  /** The bytes of the folder below which paths count, ending in a slash, or empty. */
  readonly prefix: Buffer
  /** The blobs that matter; all unless told. */
  readonly only?: ReadonlySet<string> | undefined
  /** What the clone has; a blob that it has not matters too. */
  readonly present?: Presence | undefined
  /** Commits that are left out, since git shows them without their parents. */
  readonly cut: ReadonlySet<string>
  /** Gets the blobs that the clone has not. */
  readonly lacking: Set<string>
}

/** Collects file versions from chunks of the log. Merges, and commits whose renames are unclear, are only named: they need a closer look. */
export class LogReader {
  commits = 0
  /** The ids of the commits that were left out. */
  readonly cut: string[] = []
  /** The commits with one of the blobs of which the log does not tell exactly what they bring. */
  readonly unclear = new Set<string>()
  readonly #sought: LogSought
  readonly #filter: OidFilter | undefined
  #versions: Version[] = []
  #rest: Buffer = Buffer.alloc(0)
  #commit = ''
  #skipped = false
  /** What this commit changes, takes away and adds: where the last two have the same content, a file was renamed. */
  #changed: Version[] = []
  readonly #removed = new Map<string, number>()
  #added: Added[] = []

  constructor(sought: LogSought) {
    this.#sought = sought
    this.#filter = sought.only && new OidFilter(sought.only)
  }

  /** Reads on; the chunk may be overwritten afterwards. */
  feed(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    let from = 0
    for (let next = this.#token(bytes, 0); next !== -1; next = this.#token(bytes, next)) from = next
    this.#rest = Buffer.from(bytes.subarray(from))
  }

  /** The versions since the last call; with `all`, those of the last commit too. */
  take(all: 'all' | 'complete'): readonly Version[] {
    if (all === 'all') this.#endCommit()
    const versions = this.#versions
    this.#versions = []
    return versions
  }

  /** Where the token after this one begins; -1 where the chunk ends first. */
  #token(bytes: Buffer, at: number): number {
    if (at >= bytes.length) return -1
    const first = bytes[at]
    // Before the first record of a commit stands a line break, of a merge one more NUL.
    if (first === 0 || first === NEWLINE) return at + 1
    const end = bytes.indexOf(0, at)
    if (end === -1) return -1
    if (first !== COLON) {
      this.#beginCommit(bytes.toString('latin1', at, end))
      return end + 1
    }
    const pathEnd = bytes.indexOf(0, end + 1)
    if (pathEnd === -1) return -1
    if (!this.#skipped) this.#record(bytes, { at, end, pathEnd })
    return pathEnd + 1
  }

  #beginCommit(id: string): void {
    this.#endCommit()
    this.commits++
    this.#commit = id
    this.#skipped = this.#sought.cut.has(id)
    if (this.#skipped) this.cut.push(id)
  }

  #endCommit(): void {
    if (this.#added.length > 0) this.#settleAdded()
    if (!this.unclear.has(this.#commit)) for (const version of this.#changed) this.#versions.push(version)
    if (this.#changed.length > 0) this.#changed = []
    if (this.#removed.size > 0) this.#removed.clear()
  }

  // Of several files with the content of one that went, git calls one renamed and the others new.
  #settleAdded(): void {
    for (const [content, added] of Map.groupBy(this.#added, ({ content }) => content)) {
      const removed = this.#removed.get(content) ?? 0
      if (removed === 0) for (const { version } of added) this.#changed.push(version)
      else if (removed < added.length) this.unclear.add(this.#commit)
    }
    this.#added = []
  }

  // `:mode mode oid oid status`; a merge has a colon, a mode and an id per parent more. https://git-scm.com/docs/git-diff#_raw_output_format
  #record(bytes: Buffer, { at, end, pathEnd }: Record): void {
    const length = this.#commit.length
    if (bytes[at + 1] === COLON) return this.#merge(bytes, at)
    const [before, after] = [at + MODES, at + MODES + length + 1]
    const status = bytes[after + length + 1]
    if (status === DELETED) {
      if (this.#matters(bytes, before)) this.#remove(contentOf(bytes, { mode: at + 1, oid: before, length }))
      return
    }
    if (!isFile(bytes, at + 8) || !this.#matters(bytes, after)) return
    const path = this.#below(bytes.subarray(end + 1, pathEnd))
    if (path === undefined) return
    const blob = bytes.toString('latin1', after, after + length)
    const replaced = isFile(bytes, at + 1) ? bytes.toString('latin1', before, before + length) : undefined
    if (replaced === blob) return
    const version = { path, commit: this.#commit, blob, before: replaced === undefined ? [] : [replaced] }
    if (status === ADDED) this.#added.push({ version, content: contentOf(bytes, { mode: at + 8, oid: after, length }) })
    else this.#changed.push(version)
  }

  #remove(content: string): void {
    this.#removed.set(content, (this.#removed.get(content) ?? 0) + 1)
  }

  #merge(bytes: Buffer, at: number): void {
    let parents = 1
    while (bytes[at + parents] === COLON) parents++
    const after = at + parents + 7 * (parents + 1) + parents * (this.#commit.length + 1)
    if (isFile(bytes, at + parents + 7 * parents) && this.#matters(bytes, after)) this.unclear.add(this.#commit)
  }

  #seeks(bytes: Buffer, at: number): boolean {
    return this.#filter === undefined || this.#filter.has(bytes, { at, length: this.#commit.length })
  }

  /** Whether a blob matters that a commit brings or takes away. */
  #matters(bytes: Buffer, at: number): boolean {
    const { present } = this.#sought
    if (this.#seeks(bytes, at)) return true
    if (present === undefined) return false
    const oid = bytes.toString('latin1', at, at + this.#commit.length)
    if (present.has(oid) || /^0+$/.test(oid)) return false
    this.#sought.lacking.add(oid)
    return true
  }

  #below(path: Buffer): string | undefined {
    const { prefix } = this.#sought
    if (prefix.length === 0) return pathText(path)
    return path.subarray(0, prefix.length).equals(prefix) ? pathText(path.subarray(prefix.length)) : undefined
  }
}

interface Record {
  readonly at: number
  readonly end: number
  readonly pathEnd: number
}

interface Added {
  readonly version: Version
  readonly content: string
}

const COLON = 58
const NEWLINE = 10
const ADDED = 65
const DELETED = 68
/** A colon, two modes of six digits, each with a space behind. */
const MODES = 15

// Files are 100644 and 100755, links 120000 (their blob is the target's text); submodules are 160000, what is absent 000000.
function isFile(bytes: Buffer, mode: number): boolean {
  return bytes[mode] === 49 && (bytes[mode + 1] === 48 || bytes[mode + 1] === 50)
}

/** A blob, and whether it is a file or a link: one is no rename of the other. */
function contentOf(bytes: Buffer, { mode, oid, length }: { readonly mode: number; readonly oid: number; readonly length: number }): string {
  return bytes.toString('latin1', oid, oid + length) + bytes.toString('latin1', mode, mode + 2)
}
