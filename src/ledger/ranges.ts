import type { Store } from './store.ts'
import { shaped } from './shaped.ts'
import type { RangesTable } from './tables.ts'

/** A range of commits that ends in `head` and that an event asked to have judged. `base` null: all that the default branch lacks. */
export interface RangeRow {
  readonly repositoryId: number
  readonly head: string
  readonly kind: RangesTable['kind']
  readonly base: string | null
  /** The pull request. */
  readonly number: number | null
}

export interface Ranges {
  /** Once, however often it is asked. */
  add(range: RangeRow): Promise<void>
  of(repositoryId: number, head: string): Promise<readonly RangeRow[]>
  drop(range: RangeRow): Promise<void>
}

export function createRanges({ db }: Store): Ranges {
  return {
    async add(range) {
      const row = { ...keyed(range), addedAt: new Date() }
      await db.insertInto('ranges').values(row).onConflict((same) => same.doNothing()).execute()
    },
    async of(repositoryId, head) {
      const query = db.selectFrom('ranges').selectAll().where('repositoryId', '=', repositoryId).where('head', '=', head)
      const rows = await query.orderBy('addedAt').orderBy('base').execute()
      return rows.map(({ kind, base, number }) => ({ repositoryId, head, kind, base: base || null, number: number || null }))
    },
    async drop(range) {
      const { repositoryId, head, kind, base, number } = keyed(range)
      await db.deleteFrom('ranges').where('repositoryId', '=', repositoryId).where('head', '=', head)
        .where('kind', '=', kind).where('base', '=', base).where('number', '=', number).execute()
    },
  }
}

// Nulls are never the same as nulls, so in a key nothing is '' and 0.
function keyed({ repositoryId, head, kind, base, number }: RangeRow): Omit<RangesTable, 'addedAt'> {
  return { repositoryId, head: shaped('sha', head), kind, base: shaped('sha', base) ?? '', number: number ?? 0 }
}
