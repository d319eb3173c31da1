// What is known of the objects of a store by their ids: FOUND with the number of a blob that is sought, TREE or OTHER with the
// number of an object.
import { entries, marks } from './entries'

const OF_TREE: u32 = 4

export const FOUND: u32 = 0x80000000
export const TREE: u32 = 0x40000000
export const OTHER: u32 = FOUND | TREE
/** Of no object that is known. */
export const MISSING: u32 = 0

export let width: u32 = 0

// A table of slots: an id, and its value in 32 bits; free while that is 0. Ids stand in their order, but where there are several
// for a slot: so lists of ids in their order, which is how packs' indexes have them, are added from one end to the other.
let slots: usize = 0
let slotsEnd: usize = 0
let count: u32 = 0
let size: u32 = 0

/** The room for `most` slots has to be all 0; there have to be more than ids. */
export function openIds(at: usize, most: u32, idLength: u32): void {
  slots = at
  slotsEnd = at + <usize>most * (idLength + 4)
  count = most
  width = idLength
  size = idLength + 4
}

/** Adds ids with the numbers of their objects in the table of entries. What is known of an id already stays. */
export function addIds(ids: usize, numbers: usize, length: u32): void {
  for (const end = ids + <usize>length * width; ids < end; ids += width, numbers += 4) {
    const number = load<u32>(numbers)
    if (number < entries) add(ids, (load<u8>(marks + number) & OF_TREE ? TREE : OTHER) | number)
  }
}

/** Adds one id with its value. */
export function addId(id: usize, value: u32): void {
  add(id, value)
}

// @ts-ignore: decorator
@inline function add(id: usize, value: u32): void {
  const slot = slotOf(id)
  if (load<u32>(slot + width) != 0) return
  v128.store(slot, v128.load(id))
  if (width == 20) store<u32>(slot, load<u32>(id, 16), 16)
  else v128.store(slot, v128.load(id, 16), 16)
  store<u32>(slot + width, value)
}

export function valueOf(id: usize): u32 {
  return load<u32>(slotOf(id) + width)
}

/** For an id that is there. */
export function setValue(id: usize, value: u32): void {
  const slot = slotOf(id)
  if (load<u32>(slot + width) != 0) store<u32>(slot + width, value)
}

/** The slot that has an id, or the free one that would take it. */
// @ts-ignore: decorator
@inline function slotOf(id: usize): usize {
  let slot = slots + <usize>((<u64>bswap(load<u32>(id)) * count) >> 32) * size
  while (load<u32>(slot + width) != 0 && !isSame(slot, id)) {
    slot += size
    if (slot == slotsEnd) slot = slots
  }
  return slot
}

// @ts-ignore: decorator
@inline export function isSame(one: usize, other: usize): bool {
  return load<u64>(one) == load<u64>(other) && load<u64>(one, 8) == load<u64>(other, 8)
    && load<u32>(one, 16) == load<u32>(other, 16) && (width == 20 || memory.compare(one + 20, other + 20, width - 20) == 0)
}
