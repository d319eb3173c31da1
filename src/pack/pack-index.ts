import { readFileSync } from 'node:fs'

const MAGIC = 0xff744f63
const FANOUT = 256 * 4
/** Where the names begin. */
export const NAMES = 8 + FANOUT
const LARGE = 0x80000000

/** The names of a pack's objects, in their order, and where the objects lie: https://git-scm.com/docs/gitformat-pack#_version_2_pack_idx_files */
export class PackIndex {
  readonly count: number
  readonly #bytes: Buffer
  readonly #names: number
  readonly #offsets: number
  readonly #idLength: number

  constructor(bytes: Buffer, idLength: number) {
    this.#bytes = bytes
    this.#idLength = idLength
    this.count = bytes.readUInt32BE(8 + FANOUT - 4)
    this.#names = NAMES
    this.#offsets = this.#names + this.count * (idLength + 4)
  }

  /** The index; 'old' where it is of the version before, which git reads but no longer writes. */
  static read(file: string, idLength: number): PackIndex | 'old' | 'damaged' {
    const bytes = readFileSync(file)
    if (bytes.length < 8 + FANOUT + 2 * idLength) return 'damaged'
    if (bytes.readUInt32BE(0) !== MAGIC) return bytes.length === FANOUT + bytes.readUInt32BE(FANOUT - 4) * (idLength + 4) + 2 * idLength ? 'old' : 'damaged'
    const index = new PackIndex(bytes, idLength)
    return bytes.readUInt32BE(4) !== 2 || bytes.length < index.#offsets + index.count * 4 + 2 * idLength ? 'damaged' : index
  }

  /** Where the objects lie, as the file says it: 32 bits each, and then 64 for those that need them. */
  get offsets(): Buffer {
    return this.#bytes.subarray(this.#offsets, this.#bytes.length - 2 * this.#idLength)
  }

  /** Where the object at a place of the index begins in the pack: at most 2^53 - 1, which is also where one lies of which the index does not tell. */
  offsetOf(place: number): number {
    const offset = this.#bytes.readUInt32BE(this.#offsets + place * 4)
    if (offset < LARGE) return offset
    const at = this.#offsets + this.count * 4 + (offset - LARGE) * 8
    if (at + 8 > this.#bytes.length - 2 * this.#idLength) return Number.MAX_SAFE_INTEGER
    return Math.min(Number.MAX_SAFE_INTEGER, this.#bytes.readUInt32BE(at) * 0x1_0000_0000 + this.#bytes.readUInt32BE(at + 4))
  }

  idOf(place: number): string {
    return this.#bytes.toString('hex', this.#names + place * this.#idLength, this.#names + (place + 1) * this.#idLength)
  }

  bytesOf(place: number): Buffer {
    return this.#bytes.subarray(this.#names + place * this.#idLength, this.#names + (place + 1) * this.#idLength)
  }

  /** The place of an object; -1 where it is not in the pack. */
  placeOf(id: Buffer): number {
    const first = id[0] ?? 0
    let low = first === 0 ? 0 : this.#bytes.readUInt32BE(8 + (first - 1) * 4)
    let high = this.#bytes.readUInt32BE(8 + first * 4)
    while (low < high) {
      const middle = (low + high) >>> 1
      const at = this.#names + middle * this.#idLength
      const order = this.#bytes.compare(id, 0, this.#idLength, at, at + this.#idLength)
      if (order === 0) return middle
      if (order < 0) low = middle + 1
      else high = middle
    }
    return -1
  }
}
