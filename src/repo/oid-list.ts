/** Object ids, sorted, as the bytes of one buffer: 20 or 32 an id. */
export class OidList {
  readonly bytes: Buffer
  readonly #width: number
  /** Where the ids begin whose first two bytes are this number or more. */
  readonly #starts = new Uint32Array(PREFIXES + 1)

  private constructor(bytes: Buffer, width: number) {
    this.bytes = bytes
    this.#width = width
    for (let at = 0; at < bytes.length; at += width) this.#count(bytes.readUInt16BE(at))
    for (let prefix = 0; prefix < PREFIXES; prefix++) this.#starts[prefix + 1] = (this.#starts[prefix + 1] ?? 0) + (this.#starts[prefix] ?? 0)
  }

  /** Of bytes that are sorted already; undefined where they are none. */
  static read(bytes: Buffer, width: number): OidList | undefined {
    return bytes.length % width === 0 ? new OidList(bytes, width) : undefined
  }

  /** Of ids in hexadecimal, in any order, and of those in another list. Each once. */
  static of(oids: Iterable<string>, { width, and }: { readonly width: number; readonly and?: OidList | undefined }): OidList {
    const rows = [...new Set(oids)].filter((oid) => oid.length === width * 2 && and?.has(oid) !== true)
    const unsorted = Buffer.allocUnsafe(rows.length * width + (and?.bytes.length ?? 0))
    for (const [index, oid] of rows.entries()) unsorted.write(oid, index * width, 'hex')
    and?.bytes.copy(unsorted, rows.length * width)
    return new OidList(sorted(unsorted, width), width)
  }

  get size(): number {
    return this.bytes.length / this.#width
  }

  has(oid: string): boolean {
    const width = this.#width
    if (oid.length !== width * 2) return false
    WANTED.write(oid, 'hex')
    const prefix = WANTED.readUInt16BE(0)
    const end = this.#starts[prefix + 1] ?? 0
    for (let row = this.#starts[prefix] ?? 0; row < end; row++) {
      const at = row * width
      // Nearly all differ here already, and a call costs more than that.
      if (this.bytes[at + 2] !== WANTED[2] || this.bytes[at + 3] !== WANTED[3]) continue
      if (this.bytes.compare(WANTED, 0, width, at, at + width) === 0) return true
    }
    return false
  }

  #count(prefix: number): void {
    this.#starts[prefix + 1] = (this.#starts[prefix + 1] ?? 0) + 1
  }
}

const PREFIXES = 65_536
const WANTED = Buffer.alloc(32)

// Ids are spread evenly, so few share their first two bytes: these are put together first, and then in order.
function sorted(unsorted: Buffer, width: number): Buffer {
  const starts = new Uint32Array(PREFIXES + 1)
  for (let at = 0; at < unsorted.length; at += width) {
    const prefix = unsorted.readUInt16BE(at)
    starts[prefix + 1] = (starts[prefix + 1] ?? 0) + 1
  }
  for (let prefix = 0; prefix < PREFIXES; prefix++) starts[prefix + 1] = (starts[prefix + 1] ?? 0) + (starts[prefix] ?? 0)
  const next = starts.slice()
  const order = new Uint32Array(unsorted.length / width)
  for (let row = 0; row < order.length; row++) {
    const prefix = unsorted.readUInt16BE(row * width)
    const to = next[prefix] ?? 0
    order[to] = row
    next[prefix] = to + 1
  }
  return inOrder(unsorted, { width, starts, order })
}

function inOrder(unsorted: Buffer, { width, starts, order }: { readonly width: number; readonly starts: Uint32Array; readonly order: Uint32Array }): Buffer {
  const rows = Buffer.allocUnsafe(unsorted.length)
  for (let prefix = 0; prefix < PREFIXES; prefix++) {
    const from = starts[prefix] ?? 0
    const group = order.subarray(from, starts[prefix + 1])
    if (group.length > 1) group.sort((one, other) => unsorted.compare(unsorted, other * width, other * width + width, one * width, one * width + width))
    for (const [index, row] of group.entries()) unsorted.copy(rows, (from + index) * width, row * width, row * width + width)
  }
  return rows
}
