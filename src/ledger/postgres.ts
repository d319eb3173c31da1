import { Pool, TypeOverrides, types, type PoolClient, type QueryResult } from 'pg'
import { MayflyError } from '../lib/errors.ts'
import { PostgresListener } from './postgres-listener.ts'
import type { Answer, Session, Source } from './source.ts'
import { StoreError, troubleOf } from './store-error.ts'

/** How many connections one thread holds at most. */
const CONNECTIONS = 8

/** A PostgreSQL server (the tests use 18) by its URL. Throws MayflyError('store') where there is none. */
export async function openPostgres(url: string): Promise<Source> {
  const pool = poolOf(url)
  const first = await pool.connect().catch((error: unknown) => unreachable(url, error))
  first.release()
  return {
    backend: 'postgres',
    session: async () => sessionOf(await pool.connect().catch(refuse)),
    script: (sql) => script(pool, sql),
    listen: (channel, heard) => new PostgresListener(url, { channel, heard }).start(),
    share: () => ({ backend: 'postgres', url }),
    close: () => pool.end(),
  }
}

function poolOf(url: string): Pool {
  // int8 as a number, as PGlite has it: no id of GitHub's and no count comes near 2^53.
  const parsers = new TypeOverrides()
  parsers.setTypeParser(types.builtins.INT8, Number)
  const pool = new Pool({ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: 10_000, application_name: 'mayfly', types: parsers })
  // An idle connection that breaks is replaced at the next use, which tells if there is no other.
  pool.on('error', () => {})
  return pool
}

function sessionOf(client: PoolClient): Session {
  let broken = false
  function onError(): void {
    broken = true
  }
  client.on('error', onError)
  async function run<Row>(sql: string, values: readonly unknown[]): Promise<Answer<Row>> {
    const { rows, rowCount } = await client.query({ text: sql, values: [...values] }).catch(refuse)
    return { rows, affected: rowCount ?? 0 }
  }
  async function plain(sql: string): Promise<void> {
    await client.query(sql).catch((error: unknown) => {
      broken = true
      return refuse(error)
    })
  }
  return {
    run,
    begin: plain,
    end: plain,
    release() {
      client.removeListener('error', onError)
      client.release(broken)
    },
  }
}

/** Pool.query gives up the connection when a statement fails, and with it a transaction that the script left open. */
async function script<Row>(pool: Pool, sql: string): Promise<Answer<Row>> {
  const result: QueryResult | QueryResult[] = await pool.query(sql).catch(refuse)
  const rows: Row[] = []
  for (const one of Array.isArray(result) ? result : [result]) rows.push(...one.rows)
  return { rows, affected: rows.length }
}

function refuse(error: unknown): never {
  throw new StoreError(troubleOf(error))
}

function unreachable(url: string, error: unknown): never {
  const { code } = troubleOf(error)
  const place = URL.canParse(url) ? new URL(url) : undefined
  // No more of it than this: what follows may be a part of a password that was not encoded.
  const where = place?.hostname ? `at ${place.hostname}:${place.port || '5432'}` : 'that DATABASE_URL names'
  throw new MayflyError('store', `Cannot use the PostgreSQL database ${where} [${code}]. Check DATABASE_URL and that the server is up.`)
}
