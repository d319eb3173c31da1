import type { Facts, TokenKind } from '../../provider.ts'
import { armoredBytes, labelOf } from './armor.ts'
import { keyFacts } from './key-facts.ts'
import { readOpensshKey } from './openssh-key.ts'

const NAME = 'PRIVATE KEY(?: BLOCK)?-----'

/** Textual encodings of private keys: RFC 7468 (PEM), RFC 1421 (encrypted PEM), OpenSSH, RFC 9580 (OpenPGP). */
export const privateKey: TokenKind = {
  id: 'generic/private-key',
  title: 'Private key',
  keywords: ['-----begin'],
  // RSA of 16,384 bits is 12.8 KB of PEM, 15 KB with indented lines. No five dashes stand inside, so a lone BEGIN ends at the next.
  pattern: new RegExp(`-----BEGIN (?<label>(?:[A-Z0-9]{1,12} ){0,2})${NAME}(?:[^-]|-(?!----)){64,16384}-----END \\k<label>${NAME}`),
  rank: 'format',
  plausible,
  read: (text): Facts => ({ detail: keyFacts(text) }),
}

/** Whether the armor holds a whole key; an elided or made-up one does not decode. */
function plausible(text: string): boolean {
  const bytes = armoredBytes(text)
  const label = labelOf(text)
  if (label === 'OPENSSH') return readOpensshKey(bytes) !== undefined
  if (label === 'PGP') return isPgpSecretKey(bytes)
  if (/^Proc-Type: ?4,ENCRYPTED/m.test(text)) return bytes.length >= 48
  return isDerSequence(bytes)
}

/** RFC 9580, 4.2: the first packet's header, in the old or the new format, with the tag 5 (secret key). */
function isPgpSecretKey(bytes: Buffer): boolean {
  const first = bytes[0] ?? 0
  return bytes.length >= 64 && (first === 0xc5 || (first >> 2 === 0x25))
}

/** A SEQUENCE whose length is at hand (X.690, 8.1.3). */
function isDerSequence(bytes: Buffer): boolean {
  const first = bytes[1] ?? 0
  if (bytes[0] !== 0x30 || bytes.length < 32) return false
  if (first < 0x80) return first + 2 <= bytes.length
  const size = first & 0x7f
  return size >= 1 && size <= 3 && bytes.readUIntBE(2, size) + 2 + size <= bytes.length
}
