import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Engine } from './engine.ts'
import { NONE, REF_DELTA, type ObjectTable } from './object-table.ts'
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

/** Where an engine keeps the table of entries, and what else it needs to make one. */
export interface Desk {
  readonly engine: Engine
  readonly table: ObjectTable
  /** Free memory, as much as deskSpace says. */
  readonly room: number
}

/** As in assembly/entries.ts. */
const HEADER = 64
/** So much of a pack is read at once: it stays in the processor's caches. */
const CHUNK = 256 * 1024

/** How much memory readEntries needs for a pack. */
export function spaceFor({ count, offsets }: PackIndex): number {
  return CHUNK + HEADER + offsets.length + count * 32 + 16 * 1024
}

/** Reads the headers of all entries of a pack into the table. One that cannot be read has type 0. */
export function readEntries(pack: Pack, { desk, idLength }: { readonly desk: Desk; readonly idLength: number }): void {
  const { index, first } = pack
  const fd = openSync(pack.file, 'r')
  try {
    placeEntries(pack, desk)
    desk.table.offsets[first + index.count] = fstatSync(fd).size - idLength
    let entry = first
    while (entry < first + index.count) entry = readChunk(entry, { fd, pack, desk, idLength })
  } finally {
    closeSync(fd)
  }
}

/** Gives the objects their entries, in the order in which they lie. */
function placeEntries({ index: { count, offsets }, first, entries }: Pack, { engine, room }: Desk): void {
  const raw = room + CHUNK + HEADER
  const placed = raw + ((offsets.length + 7) & ~7)
  engine.bytes.set(offsets, raw)
  engine.call.placeEntries(raw, count, Math.floor(offsets.length / 8 - count / 2), first, placed)
  entries.set(new Int32Array(engine.bytes.buffer, placed, count))
}

interface Reading {
  readonly fd: number
  readonly pack: Pack
  readonly desk: Desk
  readonly idLength: number
}

/** Reads what a part of the pack holds, from the header of an entry on; the first entry that does not lie in it. */
function readChunk(from: number, { fd, pack, desk: { engine, table, room }, idLength }: Reading): number {
  const { bytes, call } = engine
  const start = table.offsets[from] ?? 0
  const end = pack.first + pack.index.count
  const read = readSync(fd, bytes, room, CHUNK, start)
  // The last entries of a pack end before a whole header's length: what stood here before must not be taken for theirs.
  bytes.fill(0, room + read, room + read + HEADER)
  for (let entry = from; ; entry++) {
    entry = call.readHeaders(entry, end, room, start, start + Math.max(read, HEADER))
    if (entry === end || table.types[entry] !== REF_DELTA) return entry
    const id = room + (table.offsets[entry] ?? 0) - start + (table.headers[entry] ?? 0)
    const place = pack.index.placeOf(bytes.subarray(id, id + idLength))
    table.bases[entry] = pack.entries[place] ?? NONE
    table.headers[entry] = (table.headers[entry] ?? 0) + idLength
  }
}
