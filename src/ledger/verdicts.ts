import type { Outcome } from '../finding.ts'
import { shaped } from './shaped.ts'
import type { Store } from './store.ts'
import type { StoredVerdict } from './tables.ts'

/** What the one check of a commit came to. */
export interface VerdictRow {
  readonly repositoryId: number
  readonly head: string
  readonly outcome: Outcome
  readonly blocked: number
  readonly warned: number
  /** Absent: the one known before stays. */
  readonly checkRunId?: number
}

export interface Verdicts {
  put(verdict: VerdictRow): Promise<void>
  get(repositoryId: number, head: string): Promise<StoredVerdict | undefined>
}

export function createVerdicts({ db }: Store): Verdicts {
  return {
    async put({ head, checkRunId, ...verdict }) {
      const row = { ...verdict, head: shaped('sha', head), checkRunId: checkRunId ?? null, judgedAt: new Date() }
      await db.insertInto('verdicts').values(row).onConflict((same) => same.columns(['repositoryId', 'head'])
        .doUpdateSet((of) => ({
          outcome: of.ref('excluded.outcome'),
          blocked: of.ref('excluded.blocked'),
          warned: of.ref('excluded.warned'),
          judgedAt: of.ref('excluded.judgedAt'),
          checkRunId: of.fn.coalesce('excluded.checkRunId', 'verdicts.checkRunId'),
        }))).execute()
    },
    get: (repositoryId, head) =>
      db.selectFrom('verdicts').selectAll().where('repositoryId', '=', repositoryId).where('head', '=', head).executeTakeFirst(),
  }
}
