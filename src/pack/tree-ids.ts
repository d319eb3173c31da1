import { closeSync, openSync, readSync } from 'node:fs'
import { NAMES } from './pack-index.ts'
import type { PackWorker } from './pack-worker.ts'
import type { Pack } from './read-entries.ts'

/** The ids of a store, as threads are told of them. */
export interface StoreIds {
  readonly idLength: number
  readonly packs: readonly PackIds[]
  /** Those of objects in files of their own, one after the other, with their values. */
  readonly loose: { readonly names: Uint8Array; readonly values: Uint32Array }
  readonly sought: readonly string[]
  /** By which the hashes of this scan differ from those of others. */
  readonly salt: number
}

interface PackIds {
  readonly index: string
  readonly count: number
  /** The object's number for each place of the index: in memory that threads share. */
  readonly entries: Int32Array
}

export interface Known {
  readonly packs: readonly Pack[]
  readonly idLength: number
  /** The ids of objects in files of their own, whose numbers begin at `first`. */
  readonly loose: readonly string[]
  readonly first: number
  /** The numbers of those that are trees. */
  readonly trees: ReadonlySet<number>
  readonly sought: Iterable<string>
}

export type Memory = Pick<PackWorker, 'engine' | 'arena'>

/** What is known of an object by its id, as assembly/ids.ts has it: FOUND, TREE or OTHER with a number. */
const FOUND = 0x8000_0000
const TREE = 0x4000_0000
const OTHER = 0xc000_0000
/** So many slots for each id: most ids stand in the first that is looked at. */
const SPARE = 1.5

export function idsOfStore({ packs, idLength, loose, first, trees, sought }: Known): StoreIds {
  return {
    idLength,
    packs: packs.map(({ file, index, entries }) => ({ index: file.replace(/pack$/, 'idx'), count: index.count, entries })),
    loose: {
      names: Buffer.from(loose.join(''), 'hex'),
      values: Uint32Array.from(loose, (_, place) => first + place + (trees.has(first + place) ? TREE : OTHER)),
    },
    sought: [...sought],
    salt: Math.random(),
  }
}

/** Lets an engine look up the ids of a store, whose table it has. Throws RangeError where there is no room, or a file is shorter than it was. */
export function openIds(memory: Memory, { idLength, packs, loose, sought, salt }: StoreIds): void {
  const { engine, arena } = memory
  const count = packs.reduce((sum, pack) => sum + pack.count, loose.values.length)
  const slots = Math.ceil(count * SPARE) + 1
  const size = slots * (idLength + 4)
  const [at, id] = [take(arena, size), take(arena, idLength)]
  engine.bytes.fill(0, at, at + size)
  engine.call.openIds(at, slots, idLength)
  engine.call.openHashes(salt)
  for (const pack of packs) addPack(memory, { ...pack, idLength })
  for (const [i, value] of loose.values.entries()) {
    engine.bytes.set(loose.names.subarray(i * idLength, (i + 1) * idLength), id)
    engine.call.addId(id, value)
  }
  for (const [number, oid] of sought.entries()) {
    if (engine.bytes.write(oid, id, 'hex') === idLength) engine.call.setValue(id, FOUND + number)
  }
  arena.give(id)
}

function addPack({ engine, arena }: Memory, { index, count, entries, idLength }: PackIds & { readonly idLength: number }): void {
  const [names, numbers] = [take(arena, count * idLength), take(arena, count * 4)]
  readNames(index, engine.bytes.subarray(names, names + count * idLength))
  engine.bytes.set(new Uint8Array(entries.buffer), numbers)
  engine.call.addIds(names, numbers, count)
  arena.give(names)
  arena.give(numbers)
}

function readNames(index: string, into: Uint8Array): void {
  const fd = openSync(index, 'r')
  try {
    for (let done = 0; done < into.length;) {
      const read = readSync(fd, into, done, into.length - done, NAMES + done)
      if (read === 0) throw new RangeError('the index of a pack was cut off')
      done += read
    }
  } finally {
    closeSync(fd)
  }
}

function take(arena: Memory['arena'], size: number): number {
  const at = arena.take(size)
  if (at === 'full') throw new RangeError('no room for ids')
  return at
}
