import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { threadUrl } from '../lib/thread-url.ts'
import type { Ruleset } from '../scan/ruleset.ts'
import type { OutcomeData } from './outcomes.ts'
import type { TablePlace } from './object-table.ts'
import type { SharedWork } from './scan-packs.ts'
import type { MadeTrees, TreeWork } from './tree-maker.ts'

/** What a helping thread is sent. */
export interface HelperOrder extends Omit<SharedWork, 'table'> {
  readonly table: TablePlace
  readonly joined: Int32Array
  /** The ids of the rules' kinds, in their order. */
  readonly kinds: readonly string[]
  readonly decoding: Ruleset['decoding']
  /** This helper's number in `joined`. */
  readonly number: number
}

/** A helper starts only where its word in `joined` is OPEN and it makes it TAKEN; CLOSED, there is nothing left to do. */
export const OPEN = 0
export const TAKEN = 1
export const CLOSED = 2

const MOST_HELPERS = 7

/** Threads that take units of work besides this one. They start while the work is still being planned. */
export class Helpers {
  readonly #threads: readonly Worker[]
  readonly #joined: Int32Array
  #answers: readonly Promise<OutcomeData>[] = []

  /** `url`: what they run; there are none where there is no such file, as in a bundle that is one file. */
  constructor(url: URL = threadUrl('pack-thread')) {
    const count = url.protocol !== 'file:' || existsSync(url) ? Math.min(MOST_HELPERS, availableParallelism() - 1) : 0
    // Loaded here: a scan of a few blobs needs none.
    const { Worker } = process.getBuiltinModule('node:worker_threads')
    this.#threads = Array.from({ length: count }, () => new Worker(url))
    this.#joined = new Int32Array(new SharedArrayBuffer(4 * count))
    // A thread that cannot even start is not missed.
    for (const thread of this.#threads) thread.on('error', () => {})
  }

  start(work: SharedWork, ruleset: Ruleset): void {
    const kinds = ruleset.rules.map(({ kind }) => kind.id)
    this.#answers = this.#threads.map((thread, number) => {
      const order: HelperOrder = { ...work, table: work.table.place, joined: this.#joined, kinds, decoding: ruleset.decoding, number }
      thread.postMessage(order)
      return answerOf<OutcomeData>(thread)
    })
  }

  /** What those threads make of trees that took part before. */
  trace(work: TreeWork): Promise<readonly MadeTrees[]> {
    const threads = this.#threads.filter((_, number) => Atomics.load(this.#joined, number) === TAKEN)
    return Promise.all(threads.map((thread) => {
      thread.postMessage(work)
      return answerOf<MadeTrees>(thread)
    }))
  }

  /** What those did that had started. Rejects where one of them broke off: what it had taken is not done. */
  outcomes(): Promise<readonly OutcomeData[]> {
    return Promise.all(this.#answers.filter((_, number) => Atomics.compareExchange(this.#joined, number, OPEN, CLOSED) === TAKEN))
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()))
  }
}

function answerOf<T>(thread: Worker): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  thread.once('message', resolve)
  thread.once('error', reject)
  thread.once('exit', () => reject(new Error('a thread ended before its work')))
  promise.catch(() => {})
  return promise
}
