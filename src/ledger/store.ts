import { CamelCasePlugin, Kysely } from 'kysely'
import { openEmbedded } from './embedded.ts'
import { PgliteClient } from './pglite-client.ts'
import { openPostgres } from './postgres.ts'
import { recoverJobs } from './recover-jobs.ts'
import { SCHEMA, migrate } from './schema.ts'
import type { Source, StoreAddress } from './source.ts'
import { storeDialect } from './store-dialect.ts'
import type { Tables } from './tables.ts'

export { transferList, type StoreAddress } from './source.ts'

/** The database of one installation. All errors of its statements are StoreErrors: an SQLSTATE, never a value. */
export interface Store {
  readonly db: Kysely<Tables>
  /** What pg-boss works with. */
  readonly boss: { executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }> }
  readonly backend: 'pglite' | 'postgres'
  /** Calls `heard` for every NOTIFY on the channel; returns how to end it. */
  listen(channel: string, heard: () => void): Promise<() => Promise<void>>
  /** An address to hand to another thread of this process, each to one. */
  share(): StoreAddress
  /** Resolves when the store has ended unasked and will not come back in this process. */
  readonly lost: Promise<void>
  /** An embedded owner's close ends the store for its guests too. */
  close(): Promise<void>
}

/**
 * Opens the store in a folder (created with mode 0700, locked for this process) or on a PostgreSQL server, and brings its
 * tables to this version. Throws MayflyError: `busy` for a folder that another process has, `store` for what else fails.
 */
export async function openStore(options: { readonly url: string } | { readonly folder: string }): Promise<Store> {
  const source = 'url' in options ? await openPostgres(options.url) : await openEmbedded(options.folder)
  try {
    await migrate(new Kysely({ dialect: storeDialect(source) }))
    // The folder is ours alone, so whoever ran these jobs is dead; on a server it may be another process that lives.
    if (source.backend === 'pglite') await recoverJobs(source)
    return storeOn(source)
  } catch (error) {
    await source.close()
    throw error
  }
}

/** The store that another thread opened, by the address that its `share()` gave. */
export async function joinStore(address: StoreAddress): Promise<Store> {
  return storeOn(address.backend === 'pglite' ? new PgliteClient(address.port) : await openPostgres(address.url))
}

function storeOn(source: Source): Store {
  const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]
  const db = new Kysely<Tables>({ dialect: storeDialect(source), plugins })
  return {
    db: db.withSchema(SCHEMA),
    boss: { executeSql: (text, values = []) => execute(source, { text, values }) },
    backend: source.backend,
    listen: (channel, heard) => source.listen(channel, heard),
    share: () => source.share(),
    lost: source.lost ?? new Promise(() => {}),
    async close() {
      await db.destroy()
      await source.close()
    },
  }
}

type Rows = Promise<{ rows: Record<string, unknown>[] }>

// pg-boss sends scripts of many statements, which have no parameters: https://github.com/timgit/pg-boss (IDatabase)
async function execute(source: Source, { text, values }: { readonly text: string; readonly values: readonly unknown[] }): Rows {
  if (values.length === 0) return source.script(text)
  const session = await source.session()
  try {
    return await session.run(text, values)
  } finally {
    session.release()
  }
}
