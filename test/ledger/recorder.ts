import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { openQueue, type Job, type Queue } from '../../src/ledger/queue.ts'
import type { Store } from '../../src/ledger/store.ts'

/** A queue for a suite's tests, in which nothing goes wrong that no test expects. */
export function queueOf(use: () => Store): () => Queue {
  const troubles: unknown[] = []
  let queue: Queue
  beforeAll(async () => {
    queue = await openQueue(use(), (error) => troubles.push(error))
  }, 30_000)
  afterAll(async () => {
    await queue.stop()
    expect(troubles).toEqual([])
  })
  return () => queue
}

export interface Recorder {
  readonly jobs: Job[]
  readonly work: (names: string | readonly string[], concurrency?: number) => Promise<void>
  /** Resolves when so many jobs were begun; fails after 10 s. */
  readonly ran: (count: number) => Promise<void>
  readonly most: (key: string) => number
  readonly together: () => number
  readonly ended: () => number
}

/** A handler that notes what it runs. */
export function recorder(queue: Queue, handler: (job: Job) => Promise<void> = async () => {}): Recorder {
  const jobs: Job[] = []
  const running: string[] = []
  const most = new Map<string, number>()
  let [together, ended] = [0, 0]
  async function record(job: Job): Promise<void> {
    jobs.push(job)
    running.push(job.key)
    together = Math.max(together, running.length)
    most.set(job.key, Math.max(most.get(job.key) ?? 0, running.filter((key) => key === job.key).length))
    try {
      await handler(job)
    } finally {
      running.splice(running.indexOf(job.key), 1)
      ended++
    }
  }
  return {
    jobs,
    work: (names, concurrency = 1) => queue.work({ names: typeof names === 'string' ? [names] : names, concurrency }, record),
    ran: async (count) => {
      const until = performance.now() + 10_000
      while (jobs.length < count && performance.now() < until) await pause(10)
      expect(jobs.length).toBeGreaterThanOrEqual(count)
    },
    most: (key) => most.get(key) ?? 0,
    together: () => together,
    ended: () => ended,
  }
}
