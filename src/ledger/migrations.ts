import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { shaped } from './shaped.ts'
import type { Store } from './store.ts'
import type { MigrationsTable, StoredMigration } from './tables.ts'

/** A migration as it is planned: by the number of its pull request. */
export type PlannedMigration = Pick<StoredMigration, 'repositoryId' | 'number' | 'provider' | 'base'> & { readonly secrets: readonly string[] }

export type Which = Pick<StoredMigration, 'repositoryId' | 'number'>

/** How far it has come, forwards only: what is `done` does not become `proven` again. */
export type Reached = 'merged' | 'proven' | 'retired' | 'done' | 'closed'

export interface Migrations {
  /** Notes a plan; planned anew, it keeps its first time. */
  plan(migration: PlannedMigration): Promise<void>
  reach(which: Which, state: Reached): Promise<'reached' | 'was-there'>
  /** All of a repository, the newest first; those of these states only, if any are named. */
  of(repositoryId: number, states?: readonly MigrationsTable['state'][]): Promise<readonly StoredMigration[]>
  get(which: Which): Promise<StoredMigration | undefined>
  /** Notes that a migrated job has logged in the new way. */
  prove(which: Which, proof: { readonly place: Place; readonly runId: number }): Promise<void>
  /** The keys of the places that have (`placeKey`). */
  proven(which: Which): Promise<ReadonlySet<string>>
}

export interface Place {
  readonly path: string
  readonly job: string
}

/** The ledger's own name for a job of a workflow. */
export function placeKey({ path, job }: Place): string {
  return createHash('sha256').update(`${path}\0${job}`).digest('hex')
}

const BEFORE: Readonly<Record<Reached, readonly MigrationsTable['state'][]>> = {
  closed: ['planned'],
  merged: ['planned', 'closed'],
  proven: ['planned', 'merged'],
  retired: ['planned', 'merged', 'proven'],
  done: ['merged', 'proven', 'retired'],
}

const TIMES = { merged: 'mergedAt', proven: 'provenAt', retired: 'retiredAt', done: 'doneAt' } as const

export function createMigrations({ db }: Store): Migrations {
  return {
    async plan({ secrets, ...migration }) {
      const row = { ...migration, secrets: shaped('secrets', secrets.join(',')), base: shaped('sha', migration.base) }
      const { repositoryId: _, number: __, ...changed } = row
      await db.insertInto('migrations').values({ ...row, state: 'planned', plannedAt: new Date() })
        .onConflict((same) => same.columns(['repositoryId', 'number']).doUpdateSet({ ...changed, state: 'planned' }).where('migrations.state', 'in', ['planned', 'closed']))
        .execute()
    },
    async reach({ repositoryId, number }, state) {
      const time = state === 'closed' ? {} : { [TIMES[state]]: sql<Date>`now()` }
      const { numUpdatedRows } = await db.updateTable('migrations').set({ state, ...time })
        .where('repositoryId', '=', repositoryId).where('number', '=', number).where('state', 'in', BEFORE[state]).executeTakeFirstOrThrow()
      return numUpdatedRows === 1n ? 'reached' : 'was-there'
    },
    of(repositoryId, states) {
      const all = db.selectFrom('migrations').selectAll().where('repositoryId', '=', repositoryId).orderBy('number', 'desc')
      return (states === undefined ? all : all.where('state', 'in', states)).execute()
    },
    get: ({ repositoryId, number }) =>
      db.selectFrom('migrations').selectAll().where('repositoryId', '=', repositoryId).where('number', '=', number).executeTakeFirst(),
    async prove({ repositoryId, number }, { place, runId }) {
      await db.insertInto('proofs').values({ repositoryId, number, place: placeKey(place), runId, provenAt: new Date() })
        .onConflict((same) => same.doNothing()).execute()
    },
    async proven({ repositoryId, number }) {
      const rows = await db.selectFrom('proofs').select('place').where('repositoryId', '=', repositoryId).where('number', '=', number).execute()
      return new Set(rows.map(({ place }) => place))
    },
  }
}
