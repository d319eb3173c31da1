import type { OpenPack } from './open-packs.ts'
import { PackReader } from './pack-reader.ts'
import type { TreeTools } from './tree-maker.ts'

const { SEGMENT } = PackReader
/** So many pieces an engine knows of; of others it asks again. */
const COUNT = 16 * 1024

/** Tells an engine where pieces of the pack stand from which it makes families (assembly/history.ts). */
export class Pieces {
  readonly #tools: TreeTools
  readonly #table: number
  /** Which piece stands at a place. */
  readonly #held = new Map<number, number>()
  #pack = -1

  /** `path`: room for the path of deltas. */
  constructor(tools: TreeTools, path: number) {
    const table = tools.arena.take(COUNT * 8)
    if (table === 'full') throw new RangeError('no room for the table of pieces')
    this.#tools = tools
    this.#table = table
    tools.engine.call.openHistory(path, table, COUNT, Math.log2(SEGMENT))
  }

  open(pack: OpenPack): void {
    const { reader, engine } = this.#tools
    reader.open(pack)
    if (pack.number === this.#pack) return
    this.#pack = pack.number
    this.#held.clear()
    engine.bytes.fill(0, this.#table, this.#table + COUNT * 8)
  }

  /** Hands an engine the bytes of the entry that it asked for, if they are to be had. */
  give(entry: number): void {
    const { reader, table: { offsets, headers }, engine: { call } } = this.#tools
    const offset = (offsets[entry] ?? 0) + (headers[entry] ?? 0)
    const end = offsets[entry + 1] ?? 0
    const source = end <= offset ? 'full' : reader.place({ offset, end })
    if (source === 'full') return
    const piece = Math.floor(offset / SEGMENT)
    if (end <= (piece + 1) * SEGMENT) this.#hold(piece, source - (offset - piece * SEGMENT))
    call.makeFrom(source)
    reader.release(source)
  }

  #hold(piece: number, at: number): void {
    const { call } = this.#tools.engine
    const before = this.#held.get(at)
    if (before !== undefined && before !== piece) call.dropPiece(before)
    this.#held.set(at, piece)
    call.holdPiece(piece, at)
  }
}
