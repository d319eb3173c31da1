// The library of the App: what `mayfly serve` runs. The answering thread stores webhooks and answers; the database has a
// thread of its own, and so has the work.
import type { AddressInfo } from 'node:net'
import { Probot } from 'probot'
import { createApp } from './app.ts'
import { readKey } from './ledger/key.ts'
import { createLedger, type Ledger } from './ledger/ledger.ts'
import { depth } from './ledger/queue.ts'
import { openStore, type Store } from './ledger/store.ts'
import { createAnswering } from './serve/answering.ts'
import { readConfig, type Config, type ServeOptions } from './serve/config.ts'
import { createMetrics } from './serve/metrics.ts'
import { startWorker, type Worker } from './serve/worker.ts'

export type { ServeOptions } from './serve/config.ts'

export interface Serving {
  /** Where it listens: `http://HOST:PORT`. */
  readonly url: string
  /** Resolves when it cannot go on: the embedded database has ended unasked. */
  readonly lost: Promise<void>
  /** Answers no more, lets running jobs end (at most 20 s), closes the store. */
  stop(): Promise<void>
}

/** Starts the App. Throws MayflyError: `config` for what is missing, `busy` where another process has the store. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const config = readConfig(options)
  const key = await readKey(config.store, { ...options.env })
  const store = await openStore(config.store)
  const ledger = createLedger(store, key)
  const metrics = createMetrics(() => countsOf(store, ledger))
  const worker = startWorker({ config, key, store, metrics })
  const probot = await probotOf(config, { ledger, worker })
  const server = createAnswering({ probot, metrics, webhookPath: config.webhookPath, unready: () => unready(store, worker) })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(config.port, config.host, () => resolve())
  await promise
  return {
    url: urlOf(server.address()),
    lost: store.lost,
    async stop() {
      server.close()
      server.closeIdleConnections()
      await worker.stop()
      await store.close()
    },
  }
}

/** What the ledger holds, and how many jobs wait and run; no jobs before the worker has made its tables. */
async function countsOf(store: Store, ledger: Ledger): Promise<Readonly<Record<string, number>>> {
  const { waiting, running, failed } = await depth(store).catch(() => ({ waiting: 0, running: 0, failed: 0 }))
  return { ...(await ledger.counts()), jobs_waiting: waiting, jobs_running: running, jobs_given_up: failed }
}

async function probotOf(config: Config, { ledger, worker }: { ledger: Ledger; worker: Worker }): Promise<Probot> {
  const { appId, privateKey, webhookSecret: secret, baseUrl } = config
  const probot = new Probot({ appId, privateKey, secret, baseUrl, logLevel: 'fatal' })
  await probot.ready()
  const inbox = { store: (delivery: Parameters<Ledger['deliveries']['store']>[0]) => ledger.deliveries.store(delivery), wake: () => worker.wake() }
  await probot.load(createApp(inbox), { cwd: process.cwd(), addHandler: () => {} })
  return probot
}

async function unready(store: Store, worker: Worker): Promise<readonly string[]> {
  const asked = await store.boss.executeSql('select 1').then(() => [], () => ['the store does not answer'])
  return worker.ready() ? asked : [...asked, 'the worker is starting']
}

function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') return ''
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}
