import { createHash } from 'node:crypto'

export const ALPHABET = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digit: '0123456789',
  hex: '0123456789abcdef',
  base32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  alnum: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  base64url: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
} as const

/** Makes test tokens: random-looking, the same for the same seed, so that no sample token ever stands in a file. */
export class Mint {
  readonly #seed: string
  #count = 0

  constructor(seed: string | number) {
    this.#seed = String(seed)
  }

  /** `length` characters of an alphabet of at most 256 characters. */
  chars(alphabet: string, length: number): string {
    let text = ''
    while (text.length < length) {
      for (const byte of this.bytes(32)) text += alphabet.charAt(byte % alphabet.length)
    }
    return text.slice(0, length)
  }

  bytes(length: number): Buffer {
    const blocks: Buffer[] = []
    for (let have = 0; have < length; have += 32) {
      blocks.push(createHash('sha256').update(`${this.#seed}:${this.#count++}`).digest())
    }
    return Buffer.concat(blocks).subarray(0, length)
  }

  /** A whole number from 0 to below `bound`. */
  below(bound: number): number {
    return this.bytes(6).readUIntBE(0, 6) % bound
  }

  base62(length: number): string {
    return this.chars(ALPHABET.alnum, length)
  }

  hex(length: number): string {
    return this.chars(ALPHABET.hex, length)
  }

  /** A JWT of these claims with a random signature of 32 bytes. */
  jwt(claims: object): string {
    return `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}.${this.bytes(32).toString('base64url')}`
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
