import { editions } from '../lib/editions.ts'
import type { TokenKind } from '../provider.ts'

/** A digest of the versions of several kinds. */
export function rulesVersion(kinds: readonly TokenKind[]): string {
  return digest(kinds.map(ruleVersion).toSorted().join())
}

/** A digest of all that decides where a kind is found: another one where its pattern, its checks or the scan itself changed. */
export function ruleVersion(kind: TokenKind): string {
  const provider = kind.id.slice(0, kind.id.indexOf('/'))
  const { id, keywords, pattern, lookBehind, rank, nature, parts = [], checksum, plausible } = kind
  const told = [
    editions['scan'], editions[provider], id, keywords, String(pattern), lookBehind, rank, nature,
    parts.map((part) => [part.name, String(part.pattern), part.within, part.required]), String(checksum), String(plausible),
  ]
  return digest(JSON.stringify(told))
}

// Loaded here: many scans need no version.
function digest(text: string): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex').slice(0, 24)
}
