const BITS = 24
const DIGITS = BITS / 4

/** Tells fast which object ids, as digits in a buffer, are among some: most are refused by their first six digits. */
export class OidFilter {
  readonly #oids: ReadonlySet<string>
  readonly #first = new Uint8Array(2 ** BITS / 8)

  constructor(oids: ReadonlySet<string>) {
    this.#oids = oids
    for (const oid of oids) {
      const key = Number.parseInt(oid.slice(0, DIGITS), 16)
      this.#first[key >> 3] = (this.#first[key >> 3] ?? 0) | (1 << (key & 7))
    }
  }

  has(bytes: Buffer, { at, length }: { readonly at: number; readonly length: number }): boolean {
    let key = 0
    for (let i = at; i < at + DIGITS; i++) key = (key << 4) | (VALUES[bytes[i] ?? 0] ?? 0)
    return ((this.#first[key >> 3] ?? 0) & (1 << (key & 7))) !== 0 && this.#oids.has(bytes.toString('latin1', at, at + length))
  }
}

/** What a lower-case hexadecimal digit stands for, by its character code. */
const VALUES = new Uint8Array(256)
for (let value = 0; value < 16; value++) VALUES[value.toString(16).charCodeAt(0)] = value
