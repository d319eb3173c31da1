import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { Order, Reply, Request } from './pglite-protocol.ts'
import type { Answer, Session, Source } from './source.ts'
import { StoreError } from './store-error.ts'

const LOST = { code: '08006', table: '', constraint: '' }

// Methods, so that a waiter for rows of one type may stand among waiters for others.
interface Waiting {
  settle(answer: Answer<unknown>): void
  refuse(error: StoreError): void
}

/** An embedded store, reached through a port to the thread that owns it. */
export class PgliteClient implements Source {
  readonly backend = 'pglite'
  readonly #port: MessagePort
  readonly #waiting = new Map<number, Waiting>()
  readonly #hearing = new Map<string, Set<() => void>>()
  #numbers = 0
  #state: 'open' | 'closed' = 'open'

  constructor(port: MessagePort) {
    this.#port = port
    port.on('message', (reply: Reply) => this.#take(reply))
    port.on('close', () => this.#lose())
  }

  async session(): Promise<Session> {
    const session = ++this.#numbers
    return {
      run: (sql, values) => this.#ask({ do: 'run', session, sql, values }),
      begin: async (sql) => void (await this.#ask({ do: 'begin', session, sql })),
      end: async (sql) => void (await this.#ask({ do: 'end', session, sql })),
      release: () => {},
    }
  }

  script<Row>(sql: string): Promise<Answer<Row>> {
    return this.#ask({ do: 'script', sql })
  }

  async listen(channel: string, heard: () => void): Promise<() => Promise<void>> {
    const all = this.#hearing.get(channel) ?? new Set()
    this.#hearing.set(channel, all.add(heard))
    await this.#ask({ do: 'listen', channel })
    return async () => {
      all.delete(heard)
      if (all.size === 0 && this.#state === 'open') await this.#ask({ do: 'unlisten', channel })
    }
  }

  share(): { readonly backend: 'pglite'; readonly port: MessagePort } {
    const { port1, port2 } = new MessageChannel()
    this.#port.postMessage({ join: port1 } satisfies Request, [port1])
    return { backend: 'pglite', port: port2 }
  }

  async close(): Promise<void> {
    this.#lose()
    this.#port.close()
  }

  #ask<Row>(order: Order): Promise<Answer<Row>> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer<Row>>()
    if (this.#state === 'closed') throw new StoreError(LOST)
    const id = ++this.#numbers
    const waiting: { settle(answer: Answer<Row>): void; refuse(error: StoreError): void } = { settle: resolve, refuse: reject }
    this.#waiting.set(id, waiting)
    this.#port.postMessage({ id, order } satisfies Request, [])
    return promise
  }

  #take(reply: Reply): void {
    if ('heard' in reply) {
      for (const heard of this.#hearing.get(reply.heard) ?? []) heard()
      return
    }
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if ('trouble' in reply) waiting?.refuse(new StoreError(reply.trouble))
    else waiting?.settle({ rows: [...reply.rows], affected: reply.affected })
  }

  #lose(): void {
    this.#state = 'closed'
    for (const waiting of this.#waiting.values()) waiting.refuse(new StoreError(LOST))
    this.#waiting.clear()
  }
}
