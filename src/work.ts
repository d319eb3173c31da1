// The work thread's entry: open deliveries become jobs, a job becomes one flow.
import { parentPort, workerData } from 'node:worker_threads'
import { createLedger } from './ledger/ledger.ts'
import { openQueue } from './ledger/queue.ts'
import { joinStore } from './ledger/store.ts'
import { createHttp } from './lib/http.ts'
import { compile, providers } from './index.ts'
import { openGitHub } from './repo/github/github.ts'
import { createDesk } from './serve/desk.ts'
import { redeliverFailed } from './serve/redeliver.ts'
import type { FromWorker, ToWorker, WorkData } from './serve/worker.ts'

const SWEEP_EVERY = 30_000
const REDELIVER_EVERY = 300_000
const { config, key, address }: WorkData = workerData

const store = await joinStore(address)
const ledger = createLedger(store, Buffer.from(key))
const queue = await openQueue(store, () => say({ said: 'log', line: 'the queue had trouble with the store' }))
const github = await openGitHub(config)
const desk = createDesk({
  ledger,
  queue,
  github,
  providers,
  ruleset: compile(providers.flatMap(({ tokens }) => tokens)),
  http: createHttp({ standIns: config.standIns }),
  log: (line) => say({ said: 'log', line }),
  done: (name, { state, seconds }) => say({ said: 'job', name, state, seconds }),
})

await desk.work(config.jobs)
await desk.sweep()
await redeliver()
const timers = [setInterval(() => void desk.sweep(), SWEEP_EVERY), setInterval(() => void redeliver(), REDELIVER_EVERY)]

parentPort?.on('message', (message: ToWorker) => {
  if (message === 'wake') void desk.sweep()
  else void stop()
})
say({ said: 'ready' })

async function stop(): Promise<void> {
  for (const timer of timers) clearInterval(timer)
  await queue.stop({ graceful: true, timeout: 15_000 })
  await store.close()
  say({ said: 'stopped' })
  process.exit(0)
}

async function redeliver(): Promise<void> {
  await redeliverFailed(github, ledger).catch(() => say({ said: 'log', line: 'failed deliveries could not be asked for; tried again in five minutes' }))
}

function say(message: FromWorker): void {
  parentPort?.postMessage(message)
}
