import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { ENORMOUS, OFS_DELTA, REF_DELTA, type ObjectTable } from './object-table.ts'
import type { PackIndex } from './pack-index.ts'

/** A pack beside its index, and the part of the table that is its. */
export interface Pack {
  readonly file: string
  readonly index: PackIndex
  /** Its first entry in the table. */
  readonly first: number
}

/** Longer than any entry's header: ten bytes of size, and an id or ten bytes of distance. */
const HEADER = 64
const CHUNK = 4 * 1024 * 1024

/** Reads the headers of all entries of a pack into the table. One that cannot be read has type 0. */
export function readEntries(pack: Pack, { table, idLength }: { readonly table: ObjectTable; readonly idLength: number }): void {
  const { index, first } = pack
  const fd = openSync(pack.file, 'r')
  try {
    const own = table.offsets.subarray(first, first + index.count)
    for (let place = 0; place < index.count; place++) own[place] = index.offsetOf(place)
    own.sort()
    table.offsets[first + index.count] = fstatSync(fd).size - idLength
    const reader = new EntryReader(fd, { pack, table, idLength })
    for (let entry = first; entry < first + index.count; entry++) reader.read(entry)
  } finally {
    closeSync(fd)
  }
}

/** The entry of a pack that begins at an offset (binary search); -1 where none does. */
export function entryAt(offset: number, { pack: { first, index }, table: { offsets } }: { readonly pack: Pack; readonly table: ObjectTable }): number {
  let [low, high] = [first, first + index.count - 1]
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = offsets[middle] ?? 0
    if (found === offset) return middle
    if (found < offset) low = middle + 1
    else high = middle - 1
  }
  return -1
}

interface Reading {
  readonly pack: Pack
  readonly table: ObjectTable
  readonly idLength: number
}

class EntryReader {
  readonly #fd: number
  readonly #reading: Reading
  readonly #chunk = Buffer.allocUnsafeSlow(CHUNK)
  #start = 0
  #end = 0

  constructor(fd: number, reading: Reading) {
    this.#fd = fd
    this.#reading = reading
  }

  // https://git-scm.com/docs/gitformat-pack: type and size first, seven bits a byte, the lowest first
  read(entry: number): void {
    const { table } = this.#reading
    const begin = this.#at(table.offsets[entry] ?? 0)
    let at = begin
    let byte = this.#chunk[at++] ?? 0
    const type = (byte >> 4) & 7
    let size = byte & 15
    for (let scale = 16; byte >= 128 && at - begin < 12; scale *= 128) {
      byte = this.#chunk[at++] ?? 0
      size += (byte & 127) * scale
    }
    table.types[entry] = type
    table.sizes[entry] = Math.min(size, ENORMOUS)
    if (type === OFS_DELTA) at = this.#offsetBase(entry, at)
    else if (type === REF_DELTA) at = this.#namedBase(entry, at)
    else if (type > 4) table.types[entry] = 0
    table.headers[entry] = at - begin
  }

  /** Where an offset of the pack stands in the chunk, with a whole header behind it. */
  #at(offset: number): number {
    if (offset < this.#start || offset + HEADER > this.#end) {
      this.#start = offset
      this.#end = offset + readSync(this.#fd, this.#chunk, 0, CHUNK, offset)
      // The last entries of a pack end before a whole header's length: what the chunk held before must not be taken for theirs.
      this.#chunk.fill(0, this.#end - offset, Math.min(CHUNK, this.#end - offset + HEADER))
    }
    return offset - this.#start
  }

  // how far before this entry its base begins; each byte but the last adds one to what is above it
  #offsetBase(entry: number, start: number): number {
    const { pack, table } = this.#reading
    let at = start
    let byte = this.#chunk[at++] ?? 0
    let distance = byte & 127
    while (byte >= 128 && at - start < 10) {
      byte = this.#chunk[at++] ?? 0
      distance = (distance + 1) * 128 + (byte & 127)
    }
    table.bases[entry] = entryAt((table.offsets[entry] ?? 0) - distance, { pack, table })
    return at
  }

  #namedBase(entry: number, at: number): number {
    const { pack, table, idLength } = this.#reading
    const place = pack.index.placeOf(this.#chunk.subarray(at, at + idLength))
    if (place >= 0) table.bases[entry] = entryAt(pack.index.offsetOf(place), { pack, table })
    return at + idLength
  }
}
