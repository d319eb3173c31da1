import type { KeyObject } from 'node:crypto'
import { armoredBytes, labelOf } from './armor.ts'
import { readOpensshKey } from './openssh-key.ts'

const CURVE_BITS: Readonly<Record<string, string>> = {
  prime256v1: '256', secp256k1: '256', secp384r1: '384', secp521r1: '521', secp224r1: '224',
  ed25519: '256', x25519: '256', ed448: '456', x448: '448',
}

const OPENSSH_TYPES = [['ed25519', 'Ed25519'], ['ecdsa', 'EC'], ['ssh-rsa', 'RSA'], ['ssh-dss', 'DSA']] as const

/** Kind and size of a private key, `{ type: 'RSA', bits: '2048', encrypted: 'no' }`, as far as it is not encrypted. */
export function keyFacts(armor: string): Readonly<Record<string, string>> {
  const label = labelOf(armor)
  if (label === 'OPENSSH') return opensshFacts(armor)
  if (label === 'PGP') return { type: 'PGP' }
  if (label === 'ENCRYPTED') return { encrypted: 'yes' }
  if (/^Proc-Type: ?4,ENCRYPTED/m.test(armor)) return { type: label, encrypted: 'yes' }
  const key = parse(armor, label)
  return key ? { ...objectFacts(key), encrypted: 'no' } : { ...(label === '' ? {} : { type: label }), encrypted: 'no' }
}

function opensshFacts(armor: string): Readonly<Record<string, string>> {
  const key = readOpensshKey(armoredBytes(armor))
  if (!key) return {}
  const type = OPENSSH_TYPES.find(([name]) => key.algorithm.includes(name))?.[1] ?? key.algorithm
  return { type, ...(key.bits > 0 ? { bits: String(key.bits) } : {}), encrypted: key.encrypted ? 'yes' : 'no' }
}

/** The key as Node reads it; undefined where it cannot (its errors may quote the input, so they go no further). */
function parse(armor: string, label: string): KeyObject | undefined {
  const name = label === '' ? 'PRIVATE KEY' : `${label} PRIVATE KEY`
  const lines = armoredBytes(armor).toString('base64').match(/.{1,64}/g) ?? []
  try {
    // Loaded with the first key: it takes Node a while, and most scans find none.
    return process.getBuiltinModule('node:crypto').createPrivateKey([`-----BEGIN ${name}-----`, ...lines, `-----END ${name}-----`, ''].join('\n'))
  } catch {
    return undefined
  }
}

function objectFacts(key: KeyObject): Readonly<Record<string, string>> {
  const kind = key.asymmetricKeyType ?? ''
  const details = key.asymmetricKeyDetails ?? {}
  const bits = details.modulusLength?.toString() ?? CURVE_BITS[details.namedCurve ?? kind]
  const type = /^(?:ed|x)\d/.test(kind) ? kind.charAt(0).toUpperCase() + kind.slice(1) : kind.toUpperCase()
  return { type, ...(bits === undefined ? {} : { bits }) }
}
