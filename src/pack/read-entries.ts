import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { ENORMOUS, NONE, OFS_DELTA, REF_DELTA, type ObjectTable } from './object-table.ts'
import type { PackIndex } from './pack-index.ts'

/** A pack beside its index, and the part of the table that is its. */
export interface Pack {
  readonly file: string
  readonly index: PackIndex
  /** Its first entry in the table. */
  readonly first: number
  /** The entry of the object at each place of the index. */
  readonly entries: Int32Array
}

/** Longer than any entry's header: ten bytes of size, and an id or ten bytes of distance. */
const HEADER = 64
const CHUNK = 4 * 1024 * 1024

/** Reads the headers of all entries of a pack into the table. One that cannot be read has type 0. */
export function readEntries(pack: Pack, { table, idLength }: { readonly table: ObjectTable; readonly idLength: number }): void {
  const { index, first } = pack
  const fd = openSync(pack.file, 'r')
  try {
    placeEntries(pack, table)
    table.offsets[first + index.count] = fstatSync(fd).size - idLength
    const reader = new EntryReader(fd, { pack, table, idLength })
    for (let entry = first; entry < first + index.count; entry++) reader.read(entry)
  } finally {
    closeSync(fd)
  }
}

/** Gives the objects their entries, in the order in which they lie. */
function placeEntries({ index, first, entries }: Pack, { offsets }: ObjectTable): void {
  const { count } = index
  const own = offsets.subarray(first, first + count)
  let most = 0
  for (let place = 0; place < count; place++) most = Math.max(most, (own[place] = index.offsetOf(place)))
  // Sorted with their places where both have room in one number, as numbers are sorted fast.
  const together = most < Number.MAX_SAFE_INTEGER / count - 1
  if (together) for (let place = 0; place < count; place++) own[place] = (own[place] ?? 0) * count + place
  own.sort()
  for (let i = 0; i < count; i++) {
    const place = together ? (own[i] ?? 0) % count : i
    entries[place] = together ? first + i : entryAt(index.offsetOf(place), { first, count, offsets })
    if (together) own[i] = ((own[i] ?? 0) - place) / count
  }
}

interface Sorted {
  readonly first: number
  readonly count: number
  readonly offsets: Float64Array
}

/** The entry of a pack that begins at an offset (binary search); -1 where none does. */
function entryAt(offset: number, { first, count, offsets }: Sorted): number {
  let [low, high] = [first, first + count - 1]
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
    const { offsets } = table
    table.bases[entry] = entryAt((offsets[entry] ?? 0) - distance, { first: pack.first, count: entry - pack.first, offsets })
    return at
  }

  #namedBase(entry: number, at: number): number {
    const { pack, table, idLength } = this.#reading
    const place = pack.index.placeOf(this.#chunk.subarray(at, at + idLength))
    if (place >= 0) table.bases[entry] = pack.entries[place] ?? NONE
    return at + idLength
  }
}
