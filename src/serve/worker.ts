import { Worker as Thread } from 'node:worker_threads'
import { transferList, type Store, type StoreAddress } from '../ledger/store.ts'
import { threadUrl } from '../lib/thread-url.ts'
import type { Config } from './config.ts'
import type { Metrics } from './metrics.ts'

/** What the work thread is started with. */
export interface WorkData {
  readonly config: Config
  readonly key: Uint8Array
  readonly address: StoreAddress
}

export type ToWorker = 'wake' | 'stop'

export type FromWorker =
  | { readonly said: 'ready' }
  | { readonly said: 'stopped' }
  | { readonly said: 'log'; readonly line: string }
  | { readonly said: 'job'; readonly name: string; readonly state: string; readonly seconds: number }

export interface Worker {
  wake(): void
  ready(): boolean
  stop(): Promise<void>
}

interface Start {
  readonly config: Config
  readonly key: Uint8Array
  readonly store: Store
  readonly metrics: Metrics
}

const STOP_WITHIN = 20_000
const RESTART_AFTER = 1000

/** The work thread, started again whenever it ends unasked: the deliveries that it was at are still open in the ledger. */
export function startWorker(start: Start): Worker {
  let state: 'starting' | 'ready' | 'none' = 'none'
  let stopping = false
  let thread = run()

  function run(): Thread {
    state = 'starting'
    const address = start.store.share()
    const workerData: WorkData = { config: start.config, key: start.key, address }
    const next = new Thread(threadUrl('work'), { workerData, transferList: [...transferList(address)] })
    next.on('message', (message: FromWorker) => hear(message))
    next.on('error', (error) => log(`the work thread failed: ${error.name}`))
    next.on('exit', () => again())
    return next
  }

  function hear(message: FromWorker): void {
    if (message.said === 'ready') state = 'ready'
    if (message.said === 'log') log(message.line)
    if (message.said === 'job') start.metrics.job(message.name, message)
  }

  function again(): void {
    state = 'none'
    if (stopping) return
    start.metrics.threadRestarted()
    setTimeout(() => {
      if (!stopping) thread = run()
    }, RESTART_AFTER)
  }

  return {
    wake: () => tell(thread, 'wake'),
    ready: () => state === 'ready',
    async stop() {
      stopping = true
      // Between two threads there is nothing to wait for.
      if (state === 'none') return
      const ended = new Promise<void>((resolve) => thread.once('exit', () => resolve()))
      tell(thread, 'stop')
      const late = setTimeout(() => void thread.terminate(), STOP_WITHIN)
      await ended
      clearTimeout(late)
    },
  }
}

function tell(thread: Thread, message: ToWorker): void {
  thread.postMessage(message)
}

/** One line of JSON a happening, on standard error: standard output stays for what a command prints. */
function log(line: string): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), message: line })}\n`)
}
