import type { MessagePort } from 'node:worker_threads'
import type { PGlite } from '@electric-sql/pglite'
import type { Order, Reply, Request } from './pglite-protocol.ts'
import type { Answer } from './source.ts'
import { StoreError, troubleOf } from './store-error.ts'
import { Turns } from './turns.ts'

/** How long a transaction may wait for its client's next statement, in milliseconds: all other clients wait with it. */
const IDLE = 2_000
const IDLE_TOO_LONG = { code: '25P03', table: '', constraint: '' }
const NOTHING = { rows: [], affected: 0 }

interface Statement {
  readonly sql: string
  readonly values: readonly unknown[]
}

interface Transaction {
  readonly endTurn: () => void
  state: 'open' | 'lost'
  idle: NodeJS.Timeout | undefined
}

/** Shares the one session that PGlite has among any number of threads: statements in turn, a transaction as one turn. */
export class PgliteServer {
  readonly #pglite: PGlite
  readonly #turns = new Turns()
  readonly #clients = new Set<Client>()

  constructor(pglite: PGlite) {
    this.#pglite = pglite
  }

  serve(port: MessagePort): void {
    const client = new Client({ pglite: this.#pglite, turns: this.#turns, port })
    this.#clients.add(client)
    port.on('message', (request: Request) => {
      if ('join' in request) this.serve(request.join)
      else void client.answer(request.id, request.order)
    })
    port.on('close', () => {
      this.#clients.delete(client)
      void client.leave()
    })
  }

  /** Ends open transactions without their work, lets running statements end, and closes the database. */
  async close(): Promise<void> {
    await Promise.all([...this.#clients].map((client) => client.leave()))
    await this.#turns.take()
    for (const client of this.#clients) client.port.close()
    await this.#pglite.close()
  }
}

class Client {
  readonly port: MessagePort
  readonly #pglite: PGlite
  readonly #turns: Turns
  readonly #transactions = new Map<number, Transaction>()
  readonly #channels = new Map<string, () => Promise<void>>()
  #gone = false

  constructor({ pglite, turns, port }: { readonly pglite: PGlite; readonly turns: Turns; readonly port: MessagePort }) {
    this.port = port
    this.#pglite = pglite
    this.#turns = turns
  }

  async answer(id: number, order: Order): Promise<void> {
    try {
      this.#reply({ id, ...(await this.#obey(order)) })
    } catch (error) {
      this.#reply({ id, trouble: troubleOf(error) })
      // WebAssembly's own error: not a statement broke but the database, and nothing that it says from now on counts.
      if (error instanceof Error && error.name === 'RuntimeError') throw error
    }
  }

  /** The client is no more: what it left open is undone. */
  async leave(): Promise<void> {
    this.#gone = true
    for (const session of this.#transactions.keys()) await this.#end(session, 'rollback').catch(() => {})
    const stops = [...this.#channels.values()]
    this.#channels.clear()
    for (const stop of stops) await this.#inTurn(stop)
  }

  async #obey(order: Order): Promise<Answer<unknown>> {
    switch (order.do) {
      case 'run': {
        const transaction = this.#transactions.get(order.session)
        return transaction ? this.#within(order.session, order) : this.#alone(() => this.#query(order))
      }
      case 'begin': return this.#begin(order.session, order.sql)
      case 'end': return this.#end(order.session, order.sql)
      case 'script': return this.#alone(() => this.#exec(order.sql))
      case 'listen': return this.#alone(() => this.#listen(order.channel))
      case 'unlisten':
      default: return this.#alone(() => this.#unlisten(order.channel))
    }
  }

  async #alone(work: () => Promise<Answer<unknown>>): Promise<Answer<unknown>> {
    return this.#inTurn(async () => (this.#gone ? NOTHING : work()))
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const endTurn = await this.#turns.take()
    try {
      return await work()
    } finally {
      if (this.#pglite.isInTransaction()) await this.#pglite.exec('rollback')
      endTurn()
    }
  }

  async #begin(session: number, sql: string): Promise<Answer<unknown>> {
    const endTurn = await this.#turns.take()
    if (this.#gone) {
      endTurn()
      return NOTHING
    }
    this.#transactions.set(session, { endTurn, state: 'open', idle: undefined })
    return this.#within(session, { sql, values: [] })
  }

  async #within(session: number, statement: Statement): Promise<Answer<unknown>> {
    const transaction = this.#transactions.get(session)
    if (transaction === undefined || transaction.state === 'lost') throw new StoreError(IDLE_TOO_LONG)
    clearTimeout(transaction.idle)
    try {
      return await this.#query(statement)
    } finally {
      clearTimeout(transaction.idle)
      if (this.#transactions.has(session)) transaction.idle = setTimeout(() => void this.#lose(transaction), IDLE)
    }
  }

  async #lose(transaction: Transaction): Promise<void> {
    transaction.state = 'lost'
    await this.#pglite.exec('rollback').finally(transaction.endTurn)
  }

  async #end(session: number, sql: string): Promise<Answer<unknown>> {
    const transaction = this.#transactions.get(session)
    this.#transactions.delete(session)
    if (transaction === undefined) return NOTHING
    if (transaction.state === 'lost') {
      if (sql === 'commit') throw new StoreError(IDLE_TOO_LONG)
      return NOTHING
    }
    clearTimeout(transaction.idle)
    return this.#exec(sql).finally(transaction.endTurn)
  }

  async #query({ sql, values }: Statement): Promise<Answer<unknown>> {
    const { rows, affectedRows } = await this.#pglite.query(sql, [...values])
    return { rows, affected: affectedRows ?? 0 }
  }

  async #exec(sql: string): Promise<Answer<unknown>> {
    const results = await this.#pglite.exec(sql)
    return { rows: results.flatMap(({ rows }) => rows), affected: 0 }
  }

  // In turn like everything else: within another client's transaction a LISTEN would be undone with it.
  async #listen(channel: string): Promise<Answer<unknown>> {
    if (!this.#channels.has(channel)) {
      this.#channels.set(channel, await this.#pglite.listen(channel, () => this.#reply({ heard: channel })))
    }
    return NOTHING
  }

  async #unlisten(channel: string): Promise<Answer<unknown>> {
    await this.#channels.get(channel)?.()
    this.#channels.delete(channel)
    return NOTHING
  }

  #reply(reply: Reply): void {
    if (!this.#gone) this.port.postMessage(reply, [])
  }
}
