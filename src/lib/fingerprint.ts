/** How much of the hash a fingerprint keeps: a guessable secret keeps so little that it cannot be tried out offline. */
export type Strength = 'full' | 'guessable'

const DOMAIN = 'mayfly:fingerprint:1\0'
const BITS = { full: 128, guessable: 24 } as const

/** `mf1_` + 32 (full) or 6 (guessable) hex digits of SHA-256 over a domain tag and the secret's UTF-8 bytes; needs no key. */
export function fingerprint(text: string, strength: Strength): string {
  // Loaded with the first secret: it takes Node a while, and most scans find none.
  const { createHash } = process.getBuiltinModule('node:crypto')
  const hex = createHash('sha256').update(DOMAIN).update(text, 'utf8').digest('hex')
  return `mf1_${hex.slice(0, BITS[strength] / 4)}`
}
