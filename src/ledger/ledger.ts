import { createHmac } from 'node:crypto'
import { createActs, type Acts } from './acts.ts'
import { createCleanBlobs, type CleanBlobs } from './clean-blobs.ts'
import { counts } from './counts.ts'
import { createDeliveries, type Deliveries } from './deliveries.ts'
import { createFindings, type Findings } from './findings.ts'
import { createMigrations, type Migrations } from './migrations.ts'
import { createProposals, type Proposals } from './proposals.ts'
import { createRanges, type Ranges } from './ranges.ts'
import type { Store } from './store.ts'
import { createVerdicts, type Verdicts } from './verdicts.ts'

export type { Act, ActEnd } from './acts.ts'
export type { Delivery } from './deliveries.ts'
export type { StoredFinding } from './findings.ts'
export { placeKey } from './migrations.ts'
export type { Proposal } from './proposals.ts'
export type { RangeRow } from './ranges.ts'
export type { StoredAct, StoredDelivery, StoredMigration, StoredVerdict } from './tables.ts'
export type { VerdictRow } from './verdicts.ts'

/** The durable record of what was asked, seen, judged and done. It holds no secret, no fingerprint and no text of a payload. */
export interface Ledger {
  readonly deliveries: Deliveries
  readonly ranges: Ranges
  readonly findings: Findings
  readonly verdicts: Verdicts
  readonly acts: Acts
  readonly proposals: Proposals
  readonly cleanBlobs: CleanBlobs
  readonly migrations: Migrations
  /** The ledger's own name for a token: HMAC-SHA256 of its fingerprint under the installation's key, 64 hex digits. */
  keyOf(fingerprint: string): string
  counts(): Promise<Readonly<Record<string, number>>>
}

/** Each call is one or two short statements and never a transaction, so no thread ever makes another wait for long. */
export function createLedger(store: Store, key: Buffer): Ledger {
  function keyOf(fingerprint: string): string {
    return createHmac('sha256', key).update(fingerprint).digest('hex')
  }
  return {
    deliveries: createDeliveries(store),
    ranges: createRanges(store),
    findings: createFindings(store, keyOf),
    verdicts: createVerdicts(store),
    acts: createActs(store),
    proposals: createProposals(store),
    cleanBlobs: createCleanBlobs(store),
    migrations: createMigrations(store),
    keyOf,
    counts: () => counts(store.db),
  }
}
