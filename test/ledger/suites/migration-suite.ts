import { expect, test } from '@jest/globals'
import { Kysely, sql } from 'kysely'
import { openEmbedded } from '../../../src/ledger/embedded.ts'
import { openPostgres } from '../../../src/ledger/postgres.ts'
import { openQueue } from '../../../src/ledger/queue.ts'
import { migrate } from '../../../src/ledger/schema.ts'
import { storeDialect } from '../../../src/ledger/store-dialect.ts'
import { openStore, type Store } from '../../../src/ledger/store.ts'
import type { Database } from '../databases.ts'

const VERSIONS = ['1-first', '2-indexes', '3-clean-blobs', '4-migrations']

export function migrationSuite(database: Database): void {
  test('a store of the first version becomes one of this version and keeps its rows', async () => {
    const place = await database.fresh()
    const source = 'url' in place ? await openPostgres(place.url) : await openEmbedded(place.folder)
    const old = new Kysely({ dialect: storeDialect(source) })
    await migrate(old, '1-first')
    await sql`insert into mayfly.deliveries (guid, event, extra, received_at) values ('d-old', 'push', '{}', now())`.execute(old)
    expect(await versions(source)).toEqual(['1-first'])
    await source.close()

    const store = await openStore(place)
    expect(await store.db.selectFrom('deliveries').select(['guid', 'state']).execute()).toEqual([{ guid: 'd-old', state: 'open' }])
    expect(await versions(script(store))).toEqual(VERSIONS)
    const { rows } = await store.boss.executeSql("select indexname as name from pg_indexes where schemaname = 'mayfly' and indexname = 'deliveries_open'")
    expect(rows).toHaveLength(1)
    await store.close()
  }, 30_000)

  test('a store that a newer version made is refused with what to do, and left as it is', async () => {
    const place = await database.fresh()
    const store = await openStore(place)
    await store.boss.executeSql("insert into mayfly.kysely_migration (name, timestamp) values ('9-later', '2030-01-01T00:00:00Z')")
    await store.close()
    await expect(openStore(place)).rejects.toMatchObject({ code: 'store', message: expect.stringContaining('newer Mayfly') })
  }, 30_000)

  test('processes that start at once on an empty server bring it to this version together', async () => {
    const place = await database.fresh()
    if ('folder' in place) return
    const stores = await Promise.all(Array.from({ length: 6 }, () => openStore(place)))
    const queues = await Promise.all(stores.map((store) => openQueue(store)))
    for (const store of stores) expect(await versions(script(store))).toEqual(VERSIONS)
    await Promise.all(queues.map((queue) => queue.stop()))
    await Promise.all(stores.map((store) => store.close()))
  }, 30_000)
}

interface Script {
  script(text: string): Promise<{ rows: unknown[] }>
}

function script(store: Store): Script {
  return { script: (text) => store.boss.executeSql(text) }
}

async function versions(source: Script): Promise<readonly unknown[]> {
  const { rows } = await source.script('select array_agg(name order by name) as names from mayfly.kysely_migration')
  const [row] = rows
  return typeof row === 'object' && row !== null && 'names' in row && Array.isArray(row.names) ? row.names : []
}
