import type { MessagePort } from 'node:worker_threads'
import type { Trouble } from './store-error.ts'

// What goes over the ports between a thread that uses an embedded store and the one thread that owns it.

export type Order =
  /** One statement: in the session's transaction if it has one, else alone. */
  | { readonly do: 'run'; readonly session: number; readonly sql: string; readonly values: readonly unknown[] }
  | { readonly do: 'begin' | 'end'; readonly session: number; readonly sql: string }
  | { readonly do: 'script'; readonly sql: string }
  | { readonly do: 'listen' | 'unlisten'; readonly channel: string }

export type Request =
  | { readonly id: number; readonly order: Order }
  /** Another thread's port, to be served like this one. */
  | { readonly join: MessagePort }

export type Reply =
  | { readonly id: number; readonly rows: readonly unknown[]; readonly affected: number }
  | { readonly id: number; readonly trouble: Trouble }
  | { readonly heard: string }

/** What the owning thread is started with, and what it says once. Any message to it afterwards means: close. */
export interface Start {
  readonly folder: string
  readonly port: MessagePort
}

export type Started = { readonly state: 'ready' } | { readonly state: 'failed'; readonly code: string; readonly message: string }
