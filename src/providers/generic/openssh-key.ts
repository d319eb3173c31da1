/** The clear part of an OpenSSH private key. */
export interface OpensshKey {
  /** As in a public key file: `ssh-rsa`, `ssh-ed25519`, `ecdsa-sha2-nistp256` … */
  readonly algorithm: string
  readonly bits: number
  readonly encrypted: boolean
}

const MAGIC = 'openssh-key-v1\0'

/** Reads https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key; undefined for anything else or too short. */
export function readOpensshKey(bytes: Buffer): OpensshKey | undefined {
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined
  const [cipher, kdf, options, rest] = fields(bytes.subarray(MAGIC.length), 3)
  if (!cipher || !kdf || !options || !rest) return undefined
  const [publicKey, secret] = fields(rest.subarray(4), 2)
  if (!publicKey || !secret || secret.length < 64) return undefined
  const [algorithm, first, second] = fields(publicKey, 3)
  if (!algorithm) return undefined
  const name = algorithm.toString('latin1')
  return { algorithm: name, bits: bitsOf(name, { first, second }), encrypted: cipher.toString('latin1') !== 'none' }
}

/** The first `count` length-prefixed strings (RFC 4251, 5), then what is left; fewer where the bytes end. */
function fields(bytes: Buffer, count: number): readonly Buffer[] {
  const read: Buffer[] = []
  let at = 0
  while (read.length < count) {
    const length = at + 4 <= bytes.length ? bytes.readUInt32BE(at) : Infinity
    if (at + 4 + length > bytes.length) return read
    read.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return [...read, bytes.subarray(at)]
}

function bitsOf(algorithm: string, { first, second }: { readonly first: Buffer | undefined; readonly second: Buffer | undefined }): number {
  const curve = /nistp(\d{3})/.exec(algorithm)?.[1]
  if (curve !== undefined) return Number(curve)
  // RSA has (e, n), DSA (p, q, g, y); both numbers lead with a zero byte where their highest bit is set.
  const number = algorithm === 'ssh-rsa' ? second : first
  return algorithm.includes('ed25519') ? 256 : bitLength(number)
}

function bitLength(number: Buffer | undefined): number {
  const start = number?.findIndex((byte) => byte !== 0) ?? -1
  if (!number || start < 0) return 0
  return (number.length - start) * 8 - (Math.clz32(number[start] ?? 0) - 24)
}
