import type { Match } from '../finding.ts'
import type { Traces } from '../repo/port.ts'
import type { ScannedObjects, UnseenObject } from './scan-objects.ts'

export interface Known {
  readonly blobs: number
  readonly bytes: number
  readonly unseen: readonly UnseenObject[]
  readonly ids: () => Iterable<string>
}

/** What is known of the blobs so far. */
export class Tally implements ScannedObjects {
  readonly found = new Map<string, readonly Match[]>()
  readonly binaries = new Set<string>()
  readonly unseen: UnseenObject[] = []
  blobs = 0
  bytes = 0
  traces: Traces | undefined
  readonly #ids: (() => Iterable<string>)[] = []

  constructor(known: Known = { blobs: 0, bytes: 0, unseen: [], ids: () => [] }) {
    this.#add(known)
  }

  /** What was scanned, made when it is asked for: it may be long. */
  get scanned(): Iterable<string> {
    const ids = this.#ids
    return { *[Symbol.iterator]() { for (const some of ids) yield* some() } }
  }

  with(other: ScannedObjects): this {
    for (const [oid, matches] of other.found) this.found.set(oid, matches)
    for (const oid of other.binaries) this.binaries.add(oid)
    this.#add({ blobs: other.blobs, bytes: other.bytes, unseen: other.unseen, ids: () => other.scanned })
    return this
  }

  #add({ blobs, bytes, unseen, ids }: Known): void {
    this.blobs += blobs
    this.bytes += bytes
    this.unseen.push(...unseen)
    this.#ids.push(ids)
  }
}
