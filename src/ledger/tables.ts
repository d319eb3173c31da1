import type { ColumnType, Selectable } from 'kysely'
import type { Outcome, Verdict } from '../finding.ts'
import type { Liveness } from '../provider.ts'

// The ledger's tables. Every text in them is a closed word, an object id, a name that GitHub gives, a path, or an HMAC.

export interface Tables {
  deliveries: DeliveriesTable
  ranges: RangesTable
  findings: FindingsTable
  verdicts: VerdictsTable
  acts: ActsTable
  proposals: ProposalsTable
  cleanBlobs: CleanBlobsTable
  migrations: MigrationsTable
  proofs: ProofsTable
}

/** What else a job needs: ids, closed words, and `by`, a login. */
export type Extra = Readonly<Record<string, string | number | null>>

export interface DeliveriesTable {
  guid: string
  event: string
  action: string | null
  installationId: number | null
  repositoryId: number | null
  /** owner/name */
  repository: string | null
  ref: string | null
  before: string | null
  after: string | null
  number: number | null
  extra: ColumnType<Extra, string, never>
  receivedAt: Date
  state: ColumnType<'open' | 'done' | 'failed', never, 'done' | 'failed'>
  finishedAt: Date | null
  why: string | null
}

export interface RangesTable {
  repositoryId: number
  head: string
  kind: 'push' | 'pull' | 'merge-group' | 'branch'
  /** '' for none: a part of the key. */
  base: string
  /** 0 for none: a part of the key. */
  number: number
  addedAt: Date
}

export interface FindingsTable {
  repositoryId: number
  key: string
  kind: string
  path: string
  /** SHA-256 of the path: a path may be longer than an index takes. */
  place: string
  /** '' for none: a part of the key. */
  commit: string
  line: number
  column: number
  severity: 'high' | 'low'
  liveness: Liveness['state']
  verdict: Verdict
  firstSeen: Date
  lastSeen: Date
}

export interface VerdictsTable {
  repositoryId: number
  head: string
  outcome: Outcome
  blocked: number
  warned: number
  checkRunId: number | null
  judgedAt: Date
}

export interface ActsTable {
  key: string
  repositoryId: number
  what: string
  target: string | null
  why: string
  /** A login, or `policy`. */
  by: string
  state: 'begun' | 'done' | 'refused' | 'failed'
  begunAt: Date
  endedAt: Date | null
  note: string | null
}

export interface ProposalsTable {
  repositoryId: number
  provider: string
  branch: string
  number: number | null
  state: 'open' | 'merged' | 'closed'
  contentHash: string
  updatedAt: Date
}

export interface CleanBlobsTable {
  repositoryId: number
  blob: string
  bytes: number
  /** The version of the rules that found nothing. */
  rules: string
  notedAt: Date
}

/** One migration from the first plan to the death of the old secret. `planned` is also a pull request that is still open. */
export interface MigrationsTable {
  repositoryId: number
  /** The pull request's. */
  number: number
  provider: string
  /** The names of the stored secrets, with commas between. */
  secrets: string
  /** The commit that it was planned for. */
  base: string
  state: 'planned' | 'merged' | 'proven' | 'retired' | 'done' | 'closed'
  plannedAt: Date
  mergedAt: Date | null
  provenAt: Date | null
  retiredAt: Date | null
  doneAt: Date | null
}

/** A migrated job that has logged in the new way. */
export interface ProofsTable {
  repositoryId: number
  number: number
  /** SHA-256 of the workflow's path and the job's id. */
  place: string
  runId: number
  provenAt: Date
}

export type StoredMigration = Selectable<MigrationsTable>
export type StoredDelivery = Selectable<DeliveriesTable>
export type StoredVerdict = Selectable<VerdictsTable>
export type StoredAct = Selectable<ActsTable>
