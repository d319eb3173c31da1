import type { Match } from '../../src/finding.ts'
import type { TokenKind } from '../../src/provider.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { scan, type ScanInput } from '../../src/scan/scan.ts'

/** Kinds made up for the tests of scanning, so that no vendor's change breaks them. */
export const mark: TokenKind = {
  id: 'toy/mark',
  title: 'Mark',
  keywords: ['mark_'],
  pattern: /(?<![A-Za-z0-9])mark_[0-9A-Za-z]{20}(?![0-9A-Za-z])/,
}

/** Needs a name before it; its keyword stands in the middle of its match. */
export const middle: TokenKind = {
  id: 'toy/middle',
  title: 'Middle',
  keywords: ['~mid~', '~middle~'],
  lookBehind: 12,
  pattern: /(?<![a-z])[a-z]{3,12}(?:~mid~|~middle~)[a-z]{3,12}(?![a-z])/,
}

/** An id whose other half stands within two lines. */
export const pair: TokenKind = {
  id: 'toy/pair',
  title: 'Pair',
  keywords: ['pair-'],
  pattern: /pair-[0-9]{8}(?![0-9])/,
  parts: [
    { name: 'half', pattern: /half=(?<secret>[a-z]{8})/, within: 2, required: true },
    { name: 'region', pattern: /region=[a-z]{4}/, within: 0, required: false },
  ],
}

export const guess: TokenKind = {
  id: 'toy/guess',
  title: 'Guess',
  keywords: ['value'],
  pattern: /value ?= ?"(?<secret>[^"\n]{4,200})"/,
  rank: 'guess',
  nature: 'guessable',
}

export interface Found {
  readonly kind: string
  readonly secret: string
  readonly place: string
}

export function found(source: string | Uint8Array | ScanInput, kinds: readonly TokenKind[]): readonly Found[] {
  return matches(source, kinds).map(({ token, start, end }) => ({
    kind: token.kind.id,
    secret: token.secret.reveal(),
    place: `${start.line}:${start.column}-${end.line}:${end.column}`,
  }))
}

export function matches(source: string | Uint8Array | ScanInput, kinds: readonly TokenKind[]): readonly Match[] {
  const scanned = scan(inputOf(source), compile(kinds))
  return scanned.state === 'scanned' ? scanned.matches : []
}

function inputOf(source: string | Uint8Array | ScanInput): ScanInput {
  if (typeof source === 'string') return { bytes: Buffer.from(source), path: 'file.txt' }
  return source instanceof Uint8Array ? { bytes: source, path: 'file.txt' } : source
}
