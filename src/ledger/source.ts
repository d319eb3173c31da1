import type { MessagePort } from 'node:worker_threads'

// A database as the store needs it. embedded.ts and postgres.ts are the two there are; both throw StoreError only.

export interface Answer<Row> {
  readonly rows: Row[]
  /** How many rows the statement wrote. */
  readonly affected: number
}

export interface Session {
  /** One statement with `$1` parameters: inside the session's transaction, if it began one. */
  run<Row>(sql: string, values: readonly unknown[]): Promise<Answer<Row>>
  begin(sql: string): Promise<void>
  end(sql: 'commit' | 'rollback'): Promise<void>
  release(): void
}

export interface Source {
  readonly backend: 'pglite' | 'postgres'
  session(): Promise<Session>
  /** Any number of statements without parameters, as one; leaves no transaction open. The rows of all of them. */
  script<Row>(sql: string): Promise<Answer<Row>>
  /** Calls `heard` for every NOTIFY on the channel, and also when some may have been missed. */
  listen(channel: string, heard: () => void): Promise<() => Promise<void>>
  share(): StoreAddress
  /** Resolves when it has ended for good without being closed. Absent: whoever uses it finds it again by itself. */
  readonly lost?: Promise<void>
  close(): Promise<void>
}

/** How another thread reaches the same store: data for its `workerData`, with `transferList(address)` as its `transferList`. */
export type StoreAddress =
  | { readonly backend: 'pglite'; readonly port: MessagePort }
  | { readonly backend: 'postgres'; readonly url: string }

export function transferList(address: StoreAddress): readonly MessagePort[] {
  return address.backend === 'pglite' ? [address.port] : []
}
