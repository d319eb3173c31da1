import { inspect } from 'node:util'
import { expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { StoreError } from '../../../src/ledger/store-error.ts'
import type { Store } from '../../../src/ledger/store.ts'
import { Mint } from '../../../src/lib/mint.ts'

const CANARY = new Mint('canary').base62(32)

export function statementSuite(use: () => Store): void {
  test('numbers, times and documents come back as the same values from every database', async () => {
    const { rows } = await sql`select count(*) as counted, 9007199254740991::bigint as big, '2026-01-02T03:04:05Z'::timestamptz as time,
      '{"a":[1,null]}'::jsonb as document, array['x','y'] as texts, true as yes, null as nothing`.execute(use().db)
    expect(rows).toEqual([{
      counted: 1, big: Number.MAX_SAFE_INTEGER, time: new Date('2026-01-02T03:04:05Z'), document: { a: [1, null] }, texts: ['x', 'y'], yes: true, nothing: null,
    }])
  })

  test('a transaction that throws leaves nothing, and the next statement works', async () => {
    const { db } = use()
    const work = db.transaction().execute(async (transaction) => {
      await put(transaction, 'rolled-back')
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    expect(await db.selectFrom('proposals').selectAll().where('provider', '=', 'rolled-back').execute()).toEqual([])
  })

  test('a statement beside an open transaction is not part of it', async () => {
    const { db, backend } = use()
    const { promise: may, resolve: go } = Promise.withResolvers<void>()
    const inside = db.transaction().execute(async (transaction) => {
      await put(transaction, 'inside')
      await may
      throw new Error('no')
    }).catch(() => 'undone')
    const beside = put(db, 'beside')
    // PGlite has one session: what stands beside a transaction waits for its end.
    if (backend === 'postgres') await beside
    go()
    expect(await inside).toBe('undone')
    await beside
    const rows = await db.selectFrom('proposals').select('provider').where('provider', 'in', ['inside', 'beside']).execute()
    expect(rows).toEqual([{ provider: 'beside' }])
  })

  test('a script that fails half-way leaves no transaction open', async () => {
    const { boss, db } = use()
    await expect(boss.executeSql('begin; create table mayfly.half (a int); select 1/0; commit')).rejects.toMatchObject({ code: '22012' })
    await put(db, 'after-script')
    expect((await boss.executeSql("select to_regclass('mayfly.half')::text as there")).rows).toEqual([{ there: null }])
    expect((await boss.executeSql('select 1 as a; select 2 as b')).rows).toEqual([{ a: 1 }, { b: 2 }])
  })

}

export function errorSuite(use: () => Store): void {
  test.each<{ what: string; code: string; work: (store: Store) => Promise<unknown> }>([
    { what: 'a value of the wrong form', code: '22P02', work: ({ db }) => sql`select ${CANARY}::text::integer`.execute(db) },
    { what: 'a row that is there already', code: '23505', work: async ({ db }) => {
      await put(db, CANARY)
      await db.insertInto('proposals').values(row(CANARY)).execute()
    } },
    { what: 'a value that a check refuses', code: '23514', work: ({ db }) => sql`insert into mayfly.acts (key, repository_id, what, why, by, state, begun_at)
      values (${CANARY}, 1, ${CANARY}, 'x', 'x', ${CANARY}, now())`.execute(db) },
    { what: 'a missing value', code: '23502', work: ({ db }) => sql`insert into mayfly.acts (key) values (${CANARY})`.execute(db) },
    { what: 'a text in the statement itself', code: '22P02', work: ({ boss }) => boss.executeSql(`select '${CANARY}'::int`) },
    { what: 'a function that repeats it', code: 'P0001', work: ({ boss }) => boss.executeSql(`do $$ begin raise exception '${CANARY}' using detail = '${CANARY}'; end $$`) },
    { what: 'a statement within a transaction', code: '22P02', work: ({ db }) => db.transaction().execute((transaction) => sql`select ${CANARY}::text::integer`.execute(transaction)) },
  ])('the error for $what keeps its SQLSTATE and tells no value', async ({ code, work }) => {
    const error = await work(use()).then(() => undefined, (thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(StoreError)
    expect(error).toMatchObject({ code })
    expect(inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error)).not.toContain(CANARY)
  })
}

function row(provider: string): { repositoryId: number; provider: string; branch: string; number: null; state: 'open'; contentHash: string; updatedAt: Date } {
  return { repositoryId: 77, provider, branch: 'mayfly/x', number: null, state: 'open', contentHash: '', updatedAt: new Date() }
}

async function put(db: Store['db'], provider: string): Promise<void> {
  await db.insertInto('proposals').values(row(provider)).execute()
}
