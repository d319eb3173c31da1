/** Types of a pack's entries: https://git-scm.com/docs/gitformat-pack#_object_types */
export const COMMIT = 1
export const TREE = 2
export const BLOB = 3
export const OFS_DELTA = 6
export const REF_DELTA = 7

export const NONE = -1

/** Whether a blob is to be scanned, and whether it or one that is made from it is. */
export const WANTED = 1
export const NEEDED = 2
/** A tree, or a commit, where these are to be made. */
export const OF_TREE = 4
export const OF_COMMIT = 8

/**
 * The entries of some packs, each pack's in the order of their offsets and followed by an entry that stands for its end.
 * It does not change once it is made.
 */
export class ObjectTable {
  readonly place: TablePlace
  /** Where the entry begins in its pack. */
  readonly offsets: Float64Array
  /** What it inflates to: the object, or the delta; at most 2^32 - 1. */
  readonly sizes: Uint32Array
  /** The entry that a delta is made from, or NONE. */
  readonly bases: Int32Array
  /** The first of the entries made from this one but the heaviest; then, from each, the next. */
  readonly children: Int32Array
  readonly siblings: Int32Array
  /** The child with the most work below it, which is done last so that this entry's bytes can go before. */
  readonly heirs: Int32Array
  /** How many bytes stand before its zlib stream. */
  readonly headers: Uint8Array
  readonly types: Uint8Array
  readonly marks: Uint8Array

  /** The table that lies there: assembly/entries.ts makes it. */
  constructor(place: TablePlace) {
    const { buffer, at, count } = place
    this.place = place
    this.offsets = new Float64Array(buffer, at, count)
    this.sizes = new Uint32Array(buffer, at + count * 8, count)
    this.bases = new Int32Array(buffer, at + count * 12, count)
    this.children = new Int32Array(buffer, at + count * 16, count)
    this.siblings = new Int32Array(buffer, at + count * 20, count)
    this.heirs = new Int32Array(buffer, at + count * 24, count)
    this.headers = new Uint8Array(buffer, at + count * 28, count)
    this.types = new Uint8Array(buffer, at + count * 29, count)
    this.marks = new Uint8Array(buffer, at + count * 30, count)
  }

  /** The same in memory that threads share. */
  shared(): ObjectTable {
    const { buffer, at, count } = this.place
    const shared = new SharedArrayBuffer(count * ENTRY)
    new Uint8Array(shared).set(new Uint8Array(buffer, at, count * ENTRY))
    return new ObjectTable({ buffer: shared, at: 0, count })
  }
}

/** Bytes of an entry. */
export const ENTRY = 31

export interface TablePlace {
  readonly buffer: ArrayBufferLike
  /** A multiple of 8, as is `count`. */
  readonly at: number
  readonly count: number
}
