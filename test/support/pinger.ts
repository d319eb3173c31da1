// A thread that sends one signed webhook after the other and keeps how long each took: its own, so that what the test's
// process does at the same time (it plays GitHub) is not measured.
import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'

export interface Pinging {
  readonly url: string
  readonly secret: string
  readonly body: string
}

export interface Pinged {
  /** Milliseconds of each. */
  readonly times: readonly number[]
  readonly statuses: readonly number[]
}

const { url, secret, body }: Pinging = workerData
const times: number[] = []
const statuses: number[] = []
const enough = new AbortController()
parentPort?.once('message', () => enough.abort())

for (let count = 0; !enough.signal.aborted && count < 2_000; count++) {
  const started = performance.now()
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'push',
    'x-github-delivery': `ping-${count}`,
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }
  const answer = await fetch(url, { method: 'POST', headers, body })
  await answer.text()
  times.push(performance.now() - started)
  statuses.push(answer.status)
  await pause(100)
}
const pinged: Pinged = { times, statuses }
parentPort?.postMessage(pinged)
