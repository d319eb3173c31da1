import { createHash } from 'node:crypto'
import { editions } from '../lib/editions.ts'
import type { TokenKind } from '../provider.ts'

/** A digest of the versions of several kinds. */
export function rulesVersion(kinds: readonly TokenKind[]): string {
  return createHash('sha256').update(kinds.map(ruleVersion).toSorted().join()).digest('hex').slice(0, 24)
}

/** A digest of all that decides where a kind is found: another one where its pattern, its checks or the scan itself changed. */
export function ruleVersion(kind: TokenKind): string {
  const provider = kind.id.slice(0, kind.id.indexOf('/'))
  const { id, keywords, pattern, lookBehind, rank, nature, parts = [], checksum, plausible } = kind
  const told = [
    editions['scan'], editions[provider], id, keywords, String(pattern), lookBehind, rank, nature,
    parts.map((part) => [part.name, String(part.pattern), part.within, part.required]), String(checksum), String(plausible),
  ]
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 24)
}
