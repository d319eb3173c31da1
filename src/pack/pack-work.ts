import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { Engine } from './engine.ts'
import { link, spaceToLink, type AllFamilies } from './families.ts'
import { ENTRY, ObjectTable, WANTED } from './object-table.ts'
import { PackIndex } from './pack-index.ts'
import { readEntries, spaceFor, type Desk, type Pack } from './read-entries.ts'

/** What is to be done in some packs. */
export interface PackWork {
  readonly packs: readonly Pack[]
  readonly table: ObjectTable
  readonly families: AllFamilies
  /** Names of packs of which nothing can be told. */
  readonly damaged: readonly string[]
}

export interface Plan {
  /** Paths of packs, without `.pack`. */
  readonly paths: readonly string[]
  readonly idLength: number
  /** Whether to scan an object, if it is a blob; all, unless told. */
  readonly wanted: Wanted | undefined
  /** Whether trees will be made too. */
  readonly trees?: 'with trees' | undefined
  /** One whose memory nobody else uses meanwhile. */
  readonly engine?: Engine
}

export type Wanted = (oid: string) => boolean

/** Reads the packs' indexes and the headers of their entries; 'unknown' where an index is of a kind that is not known here, or they are too many. */
export function planWork({ paths, idLength, wanted, trees, engine = new Engine([], 'off') }: Plan): PackWork | 'unknown' {
  const packs: Pack[] = []
  const damaged: string[] = []
  let entries = 0
  for (const path of paths) {
    const index = existsSync(`${path}.idx`) ? PackIndex.read(`${path}.idx`, idLength) : 'none'
    if (index === 'old' || index === 'none') return 'unknown'
    if (index === 'damaged') {
      damaged.push(basename(path))
      continue
    }
    packs.push({ file: `${path}.pack`, index, first: entries, entries: new Int32Array(new SharedArrayBuffer(index.count * 4)) })
    entries += index.count + 1
  }
  if (entries > MOST_ENTRIES) return 'unknown'
  const desk = deskFor(packs, { engine, entries })
  for (const pack of packs) readEntries(pack, { desk, idLength })
  for (const [number, pack] of packs.entries()) mark(desk.table, { pack, earlier: packs.slice(0, number), wanted })
  const families = link(desk, trees)
  return { packs, table: desk.table.shared(), families, damaged }
}

/** An engine has 4 GiB. */
const MOST_ENTRIES = 40_000_000

/** An empty table of so many entries, and room to make it. */
function deskFor(packs: readonly Pack[], { engine, entries }: { readonly engine: Engine; readonly entries: number }): Desk {
  const at = (engine.layout.FREE + 63) & ~63
  const count = (entries + 7) & ~7
  const room = at + count * ENTRY
  engine.reserve(room + Math.max(spaceToLink(count), ...packs.map(({ index }) => spaceFor(index))))
  engine.call.openTable(at, count)
  return { engine, table: new ObjectTable({ buffer: engine.bytes.buffer, at, count }), room }
}

interface Marking {
  readonly pack: Pack
  /** What is in one of these is scanned there. */
  readonly earlier: readonly Pack[]
  readonly wanted: Wanted | undefined
}

function mark(table: ObjectTable, { pack, earlier, wanted }: Marking): void {
  const { index, first, entries } = pack
  if (wanted === undefined && earlier.length === 0) return void table.marks.fill(WANTED, first, first + index.count)
  for (let place = 0; place < index.count; place++) {
    if (wanted?.(index.idOf(place)) === false || earlier.some((other) => other.index.placeOf(index.bytesOf(place)) >= 0)) continue
    table.marks[entries[place] ?? 0] = WANTED
  }
}

/** The ids of entries; each call goes through the packs' objects once. */
export function idsOf(entries: readonly number[], { packs, table }: PackWork): ReadonlyMap<number, string> {
  const ids = new Map<number, string>()
  if (entries.length === 0) return ids
  const asked = new Uint8Array(table.marks.length)
  for (const entry of entries) asked[entry] = 1
  for (const { index, entries: placed } of packs) {
    for (let place = 0; place < placed.length; place++) {
      const entry = placed[place] ?? 0
      if (asked[entry] === 1) ids.set(entry, index.idOf(place))
    }
  }
  return ids
}

/** The ids of the blobs that were to be scanned, but for some. */
export function* wantedIds({ packs, table }: PackWork, but: ReadonlySet<number>): Generator<string> {
  for (const pack of packs) {
    for (let place = 0; place < pack.index.count; place++) {
      const entry = pack.entries[place] ?? 0
      if (((table.marks[entry] ?? 0) & WANTED) !== 0 && !but.has(entry)) yield pack.index.idOf(place)
    }
  }
}
