import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Judged } from '../finding.ts'
import { shaped } from './shaped.ts'
import type { Store } from './store.ts'
import type { FindingsTable } from './tables.ts'

/** `key` is the ledger's own name for the token: the HMAC of its fingerprint. */
export type StoredFinding = Omit<Selectable<FindingsTable>, 'place'>

export interface Findings {
  /** Notes what a scan saw: new ones with their first sight, known ones with their last and what is held of them now. */
  record(repositoryId: number, judged: readonly Judged[]): Promise<void>
  of(repositoryId: number): Promise<readonly StoredFinding[]>
}

const SHOWN = [
  'repositoryId', 'key', 'kind', 'path', 'commit', 'line', 'column', 'severity', 'liveness', 'verdict', 'firstSeen', 'lastSeen',
] as const

/** Rows of 13 parameters each, of which a statement takes 65,535. */
const ROWS = 1000

export function createFindings({ db }: Store, keyOf: (fingerprint: string) => string): Findings {
  return {
    async record(repositoryId, judged) {
      const rows = distinct(judged.map((one) => row(one, { repositoryId, key: keyOf(one.finding.fingerprint) })))
      for (let start = 0; start < rows.length; start += ROWS) await upsert({ db }, rows.slice(start, start + ROWS))
    },
    async of(repositoryId) {
      const query = db.selectFrom('findings').select(SHOWN).where('repositoryId', '=', repositoryId)
      return query.orderBy('path').orderBy('line').orderBy('column').orderBy('commit').execute()
    },
  }
}

function row({ finding, verdict }: Judged, { repositoryId, key }: { repositoryId: number; key: string }): FindingsTable {
  const { kind, path, start, severity, liveness } = finding
  const commit = shaped('sha', finding.commit) ?? ''
  const place = createHash('sha256').update(path).digest('hex')
  const seen = new Date()
  return {
    repositoryId, key, kind, path, place, commit, line: start.line, column: start.column,
    severity, liveness: liveness.state, verdict, firstSeen: seen, lastSeen: seen,
  }
}

/** A token that stands twice in one version of a file is one row, at its first place; a statement may not meet a row twice. */
function distinct(rows: readonly FindingsTable[]): readonly FindingsTable[] {
  return [...new Map(rows.toReversed().map((one) => [`${one.key} ${one.commit} ${one.place}`, one])).values()].toReversed()
}

async function upsert({ db }: Pick<Store, 'db'>, rows: readonly FindingsTable[]): Promise<void> {
  await db.insertInto('findings').values([...rows]).onConflict((same) => same.columns(['repositoryId', 'key', 'place', 'commit'])
    .doUpdateSet((of) => ({
      line: of.ref('excluded.line'),
      column: of.ref('excluded.column'),
      severity: of.ref('excluded.severity'),
      liveness: of.ref('excluded.liveness'),
      verdict: of.ref('excluded.verdict'),
      lastSeen: of.ref('excluded.lastSeen'),
    }))).execute()
}
