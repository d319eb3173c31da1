import {
  PGliteAdapter, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler,
  type CompiledQuery, type DatabaseConnection, type Dialect, type Driver, type QueryResult, type TransactionSettings,
} from 'kysely'
import type { Session, Source } from './source.ts'

/** Kysely's PostgreSQL over either database. */
export function storeDialect(source: Source): Dialect {
  return {
    createAdapter: () => (source.backend === 'pglite' ? new PGliteAdapter() : new PostgresAdapter()),
    createDriver: () => new StoreDriver(source),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

class StoreDriver implements Driver {
  readonly #source: Source

  constructor(source: Source) {
    this.#source = source
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new StoreConnection(await this.#source.session())
  }

  async beginTransaction(connection: DatabaseConnection, { isolationLevel }: TransactionSettings): Promise<void> {
    await sessionOf(connection).begin(isolationLevel === undefined ? 'begin' : `begin isolation level ${isolationLevel}`)
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await sessionOf(connection).end('commit')
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await sessionOf(connection).end('rollback')
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    sessionOf(connection).release()
  }

  /** The source outlives Kysely: whoever opened it closes it. */
  async destroy(): Promise<void> {}
}

class StoreConnection implements DatabaseConnection {
  readonly session: Session

  constructor(session: Session) {
    this.session = session
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, affected } = await this.session.run<Row>(sql, parameters)
    return { rows, numAffectedRows: BigInt(affected) }
  }

  // oxlint-disable-next-line require-yield -- the interface asks for a generator
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new TypeError('the store does not stream')
  }
}

function sessionOf(connection: DatabaseConnection): Session {
  if (connection instanceof StoreConnection) return connection.session
  throw new TypeError('a connection of another driver')
}
