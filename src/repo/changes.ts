// What git's raw diff formats say, one file version at a time. https://git-scm.com/docs/git-diff-index#_raw_output_format
import { pathText } from './path-text.ts'
import type { Version } from './port.ts'

export interface ChangesOf {
  /** The bytes of the folder to whose paths all is cut, ending in a slash, or empty. */
  readonly prefix: Buffer
  /** The blobs that matter; all unless told. */
  readonly only?: ReadonlySet<string> | undefined
  /** Hears of each commit when its changes begin. */
  readonly onCommit?: ((id: string) => void) | undefined
}

/** Reads `diff-tree --stdin -z -c` and `diff-index -z`. */
export class ChangeReader {
  readonly #of: ChangesOf
  #commit: string | undefined
  #change: Change | undefined
  #rest: Buffer = Buffer.alloc(0)

  constructor(of: ChangesOf) {
    this.#of = of
  }

  /** The versions up to where a chunk ends, which may be overwritten afterwards. */
  feed(chunk: Buffer): readonly Version[] {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    const versions: Version[] = []
    let from = 0
    for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, from)) {
      const version = this.#take(bytes, { from, end })
      if (version !== undefined) versions.push(version)
      from = end + 1
    }
    this.#rest = Buffer.from(bytes.subarray(from))
    return versions
  }

  #take(bytes: Buffer, { from, end }: { readonly from: number; readonly end: number }): Version | undefined {
    const change = this.#change
    if (change !== undefined) {
      if (--change.paths > 0) return undefined
      this.#change = undefined
      const path = change.brings === undefined ? undefined : below(bytes.subarray(from, end), this.#of.prefix)
      return path === undefined || change.brings === undefined ? undefined : versionOf(change.brings, { path, commit: this.#commit })
    }
    if (bytes[from] === COLON) this.#change = changeOf(bytes, { from, end, only: this.#of.only })
    else {
      this.#commit = bytes.toString('latin1', from, end)
      this.#of.onCommit?.(this.#commit)
    }
    return undefined
  }
}

/** Reads `ls-tree -r -z`. */
export async function* filesIn(records: AsyncIterable<Buffer>, prefix: Buffer): AsyncGenerator<Version> {
  for await (const record of records) {
    const mode = record.toString('latin1', 0, record.indexOf(SPACE))
    const path = below(record.subarray(record.indexOf(TAB) + 1), prefix)
    if (isFile(mode) && path !== undefined) yield { path: pathText(path), blob: blobIn(record), before: [] }
  }
}

/** The id in a record of `ls-tree`: `mode type id`, a tab, and the path. */
export function blobIn(record: Buffer): string {
  const tab = record.indexOf(TAB)
  return record.toString('latin1', record.lastIndexOf(SPACE, tab) + 1, tab)
}

const COLON = 58
const TAB = 9
const SPACE = 32
const LETTER_C = 67
const LETTER_R = 82
/** Six digits and a space. */
const MODE = 7

interface Change {
  /** Undefined where nothing new stands there, or nothing that matters: a removal, a submodule, an exact rename, a change of mode. */
  readonly brings: Brought | undefined
  /** How many paths follow: two for a rename against one parent. */
  paths: number
}

type Brought = Pick<Version, 'blob' | 'before'>

interface Header {
  readonly from: number
  readonly end: number
  readonly only: ReadonlySet<string> | undefined
}

// `:mode mode oid oid status`; a merge has a colon, a mode and an id per parent more.
function changeOf(bytes: Buffer, { from, end, only }: Header): Change {
  let parents = 1
  while (bytes[from + parents] === COLON) parents++
  const ids = from + parents + MODE * (parents + 1)
  const width = bytes.indexOf(SPACE, ids) - ids + 1
  const after = ids + parents * width
  const status = bytes[after + width]
  const paths = parents === 1 && (status === LETTER_R || status === LETTER_C) ? 2 : 1
  const blob = bytes.toString('latin1', after, after + width - 1)
  return { brings: only?.has(blob) === false ? undefined : brought(bytes.toString('latin1', from + parents, end), parents), paths }
}

function brought(text: string, parents: number): Brought | undefined {
  const fields = text.split(' ')
  const modes = fields.slice(0, parents + 1)
  const ids = fields.slice(parents + 1, 2 * parents + 2)
  const blob = ids[parents] ?? ''
  const before = ids.slice(0, parents).filter((_, index) => isFile(modes[index] ?? ''))
  if (!isFile(modes[parents] ?? '') || /^0+$/.test(blob) || before.includes(blob)) return undefined
  return { blob, before: [...new Set(before)] }
}

function versionOf(brings: Brought, at: { readonly path: Buffer; readonly commit: string | undefined }): Version {
  const commit = at.commit === undefined ? {} : { commit: at.commit }
  return { path: pathText(at.path), ...commit, ...brings }
}

/** Files (100…) and symlinks (120…), whose blob is the target's text; no submodule (160000), no absence (000000). */
function isFile(mode: string): boolean {
  return mode.startsWith('100') || mode === '120000'
}

function below(path: Buffer, prefix: Buffer): Buffer | undefined {
  return path.subarray(0, prefix.length).equals(prefix) ? path.subarray(prefix.length) : undefined
}
