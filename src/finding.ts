// The words of a scan's outcome, shared by scan, policy, report and ledger.
import type { Facts, Liveness, Token, TokenKind } from './provider.ts'

/** Lines and UTF-16 columns, both from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A token seen in one text. `start` and `end` (exclusive) are what an editor shows. */
export interface Match {
  readonly token: Token
  readonly start: Position
  readonly end: Position
  /** An offline checksum held. */
  readonly proven: boolean
  /** What the text itself told: read here, since nothing after the scan sees it. */
  readonly facts: Facts
}

/** A token seen at a place. It holds no secret: it may be logged, stored and shown. */
export interface Finding {
  readonly kind: string
  readonly provider: string
  readonly title: string
  readonly path: string
  /** The commit that brought it; absent where none did yet (working tree, stdin), or where nobody asked. */
  readonly commit?: string
  /** Who made that commit, and when: ISO 8601 with the author's offset. */
  readonly author?: { readonly name: string; readonly date: string }
  /** The git object that it stands in, where it was read from git. */
  readonly blob?: string
  /** `tip`: the token still stands in the files of the head; `history`: only in older ones; `unreachable`: no ref leads to it. */
  readonly reach?: 'tip' | 'history' | 'unreachable'
  readonly start: Position
  readonly end: Position
  readonly fingerprint: string
  readonly nature: NonNullable<TokenKind['nature']>
  readonly rank: NonNullable<TokenKind['rank']>
  readonly proven: boolean
  /** `low` in test and documentation paths: said, never hidden. */
  readonly severity: 'high' | 'low'
  readonly liveness: Liveness
  readonly facts: Facts
}

export type Verdict = 'allow' | 'warn' | 'block'

/** Why: the rule, the file that states it (`default` for ours) and its line there. */
export interface Because {
  readonly rule: string
  readonly source: string
  readonly line: number | null
}

export interface Judged {
  readonly finding: Finding
  readonly verdict: Verdict
  readonly because: readonly Because[]
  /** What the reader can do now, as a sentence: "in history: revoke it". */
  readonly advice: string
  /** What policy says to do with a live token of this kind. */
  readonly revocation: 'never' | 'ask' | 'auto'
}

/** Something wrong in a file that a person wrote, with its place and the way out. */
export interface Problem {
  readonly source: string
  readonly line: number
  readonly column: number
  readonly message: string
}

export interface Stats {
  readonly files: number
  readonly bytes: number
  readonly commits: number
  readonly milliseconds: number
}

/** All that a face needs to tell. */
export interface Report {
  readonly judged: readonly Judged[]
  readonly stats: Stats
  /** A malformed policy: nothing was judged. */
  readonly problems: readonly Problem[]
  /** What could not be looked at, as sentences with the place and the reason. Not empty: the scan could not finish. */
  readonly unseen: readonly string[]
  /** Things worth saying that decide nothing: skipped binary files, a previewed policy change. */
  readonly notices: readonly string[]
}

/** What a report comes to, the worst first; exit codes 2, 3, 1, 0. */
export type Outcome = 'malformed-policy' | 'unfinished' | 'blocked' | 'clean'

export function outcome(report: Report): Outcome {
  if (report.problems.length > 0) return 'malformed-policy'
  if (report.judged.some((judged) => judged.verdict === 'block')) return 'blocked'
  return report.unseen.length > 0 ? 'unfinished' : 'clean'
}
