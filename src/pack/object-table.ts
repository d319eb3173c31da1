/** Types of a pack's entries: https://git-scm.com/docs/gitformat-pack#_object_types */
export const TREE = 2
export const BLOB = 3
export const OFS_DELTA = 6
export const REF_DELTA = 7

export const NONE = -1

/** Whether a blob is to be scanned, and whether it or one that is made from it is. */
export const WANTED = 1
export const NEEDED = 2
/** A tree, where trees are to be made. */
export const OF_TREE = 4

/** Sizes from here on are all the same to us. */
export const ENORMOUS = 0xffff_ffff

/**
 * The entries of some packs, each pack's in the order of their offsets and followed by an entry that stands for its end.
 * It lies in memory that threads share, and does not change once it is made.
 */
export class ObjectTable {
  readonly buffers: TableBuffers
  /** Where the entry begins in its pack. */
  readonly offsets: Float64Array
  /** What it inflates to: the object, or the delta. */
  readonly sizes: Uint32Array
  /** How many bytes stand before its zlib stream. */
  readonly headers: Uint8Array
  readonly types: Uint8Array
  /** The entry that a delta is made from, or NONE. */
  readonly bases: Int32Array
  /** The first of the entries made from this one but the heaviest; then, from each, the next. */
  readonly children: Int32Array
  readonly siblings: Int32Array
  /** The child with the most work below it, which is done last so that this entry's bytes can go before. */
  readonly heirs: Int32Array
  readonly marks: Uint8Array

  constructor(buffers: TableBuffers) {
    this.buffers = buffers
    this.offsets = new Float64Array(buffers.offsets)
    this.sizes = new Uint32Array(buffers.sizes)
    this.headers = new Uint8Array(buffers.headers)
    this.types = new Uint8Array(buffers.types)
    this.bases = new Int32Array(buffers.bases)
    this.children = new Int32Array(buffers.children)
    this.siblings = new Int32Array(buffers.siblings)
    this.heirs = new Int32Array(buffers.heirs)
    this.marks = new Uint8Array(buffers.marks)
  }

  static of(count: number): ObjectTable {
    function shared(bytes: number): SharedArrayBuffer {
      return new SharedArrayBuffer(count * bytes)
    }
    const table = new ObjectTable({
      offsets: shared(8), sizes: shared(4), headers: shared(1), types: shared(1), bases: shared(4),
      children: shared(4), siblings: shared(4), heirs: shared(4), marks: shared(1),
    })
    for (const links of [table.bases, table.children, table.siblings, table.heirs]) links.fill(NONE)
    return table
  }
}

export type TableBuffers = Readonly<Record<
  'offsets' | 'sizes' | 'headers' | 'types' | 'bases' | 'children' | 'siblings' | 'heirs' | 'marks', SharedArrayBuffer
>>
