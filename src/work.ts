// The work thread's entry: open deliveries become jobs, a job becomes one flow.
import { parentPort, workerData } from 'node:worker_threads'
import { createLedger } from './ledger/ledger.ts'
import { openQueue } from './ledger/queue.ts'
import { joinStore } from './ledger/store.ts'
import { httpOf } from './lib/stand-ins.ts'
import { compile, providers } from './index.ts'
import { openGitHub } from './repo/github/github.ts'
import { createDesk } from './serve/desk.ts'
import { createRedelivery } from './serve/redeliver.ts'
import { wordOf } from './serve/word-of.ts'
import type { FromWorker, ToWorker, WorkData } from './serve/worker.ts'

const SWEEP_EVERY = 30_000
const REDELIVER_EVERY = 300_000
const { config, key, address }: WorkData = workerData

try {
  await work()
} catch (error) {
  // It is started again; what was thrown would reach the other thread without its own words.
  log(`the work cannot begin: ${wordOf(error)}`)
  setImmediate(() => process.exit(1))
}

async function work(): Promise<void> {
  const store = await joinStore(address)
  const ledger = createLedger(store, Buffer.from(key))
  const queue = await openQueue(store, () => log('the queue had trouble with the store'))
  const github = await openGitHub(config)
  const redeliver = createRedelivery(github, ledger)
  const desk = createDesk({
    ledger,
    queue,
    github,
    providers,
    ruleset: compile(providers.flatMap(({ tokens }) => tokens)),
    http: httpOf(config.standIns),
    log,
    done: (name, { state, seconds }) => say({ said: 'job', name, state, seconds }),
  })
  async function stop(): Promise<void> {
    for (const timer of timers) clearInterval(timer)
    await queue.stop({ graceful: true, timeout: 15_000 })
    await store.close()
    say({ said: 'stopped' })
    process.exit(0)
  }
  // Nothing waits for it: GitHub lets itself be asked about once a second, and there may be hundreds.
  function catchUp(): void {
    redeliver().catch(() => log('failed deliveries could not be asked for; tried again in five minutes'))
  }
  const timers = [setInterval(() => void desk.sweep(), SWEEP_EVERY), setInterval(catchUp, REDELIVER_EVERY)]
  parentPort?.on('message', (message: ToWorker) => {
    if (message === 'wake') void desk.sweep()
    else void stop()
  })
  await desk.work(config.jobs)
  await desk.sweep()
  catchUp()
  say({ said: 'ready' })
}

function log(line: string): void {
  say({ said: 'log', line })
}

function say(message: FromWorker): void {
  parentPort?.postMessage(message)
}
