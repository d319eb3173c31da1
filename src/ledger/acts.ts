import { sql } from 'kysely'
import { isShaped, shaped } from './shaped.ts'
import type { Store } from './store.ts'
import type { StoredAct } from './tables.ts'

/** Something that cannot be taken back, written down with its reason before it is done. */
export interface Act {
  /** Names the act for good: what is begun under a key that is done is not done again. `word:ids` */
  readonly key: string
  readonly repositoryId: number
  /** A word: `revoke` */
  readonly what: string
  /** The ledger's key of a token (`keyOf`) or an object id. */
  readonly target?: string
  /** Words, in lower case. */
  readonly why: string
  /** A login, or `policy`. */
  readonly by: string
}

/** `refused` and `failed` did not happen, so the act may be begun again. */
export interface ActEnd {
  readonly state: 'done' | 'refused' | 'failed'
  readonly note?: string
}

export interface Acts {
  /** `begun`: do it now. `begun-before`: it was begun and its end is not known. `done-before`: it is done. */
  begin(act: Act): Promise<'begun' | 'begun-before' | 'done-before'>
  end(key: string, end: ActEnd): Promise<void>
  /** The newest first. */
  of(repositoryId: number): Promise<readonly StoredAct[]>
}

export function createActs({ db }: Store): Acts {
  return {
    async begin(act) {
      const again = { state: 'begun', begunAt: sql<Date>`excluded.begun_at`, endedAt: null, note: null } as const
      const begun = await db.insertInto('acts').values(row(act))
        .onConflict((same) => same.column('key').doUpdateSet(again).where('acts.state', 'in', ['refused', 'failed']))
        .returning('key').executeTakeFirst()
      if (begun !== undefined) return 'begun'
      const { state } = await db.selectFrom('acts').select('state').where('key', '=', act.key).executeTakeFirstOrThrow()
      return state === 'done' ? 'done-before' : 'begun-before'
    },
    async end(key, { state, note }) {
      const end = { state, note: shaped('word', note ?? null), endedAt: new Date() }
      await db.updateTable('acts').set(end).where('key', '=', key).execute()
    },
    of: (repositoryId) => db.selectFrom('acts').selectAll().where('repositoryId', '=', repositoryId).orderBy('begunAt', 'desc').execute(),
  }
}

function row({ key, repositoryId, what, target, why, by }: Act): Omit<StoredAct, 'endedAt' | 'note'> {
  if (target !== undefined && !isShaped('sha', target)) throw new TypeError('the target of an act is a key of the ledger or an object id')
  return {
    key: shaped('act', key), repositoryId, what: shaped('word', what), target: target ?? null, why: shaped('word', why),
    by: shaped('login', by), state: 'begun', begunAt: new Date(),
  }
}
