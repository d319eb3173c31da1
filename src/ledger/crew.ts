import { setTimeout as pause } from 'node:timers/promises'
import type { JobWithMetadata, PgBoss } from 'pg-boss'
import { MayflyError } from '../lib/errors.ts'
import { RetryLater } from '../lib/retry-later.ts'
import type { JobData } from './queue.ts'
import { JOBS } from './recover-jobs.ts'
import type { Store } from './store.ts'

export interface Job {
  readonly name: string
  readonly key: string
  readonly data: JobData
  /** 1 the first time. */
  readonly attempt: number
  /** `last`: whoever throws now is not tried again. `none`: the process died at the last try; all that is left is to say so. */
  readonly tries: 'left' | 'last' | 'none'
  /** Aborts when the claim on the job is lost: another worker has it now. */
  readonly signal: AbortSignal
}

export type Handler = (job: Job) => Promise<void>

export interface CrewOptions {
  readonly store: Store
  readonly boss: PgBoss
  readonly names: readonly string[]
  readonly concurrency: number
  readonly handler: Handler
  /** The queue for what is given up. */
  readonly dead: string
  readonly trouble: (error: unknown) => void
}

const ATTEMPTS = 5
/** Milliseconds between looks for what no NOTIFY tells of: retries and delays that have become due. */
const POLL = 2_000
const RENEW = 10_000

const DUE = `select distinct name from ${JOBS}.job where name = any($1::text[]) and state < 'active' and start_after <= now()`

type Claimed = JobWithMetadata<JobData>

/** Takes jobs and runs them, at most so many at once over all names. */
export class Crew {
  readonly #options: CrewOptions
  readonly #running = new Set<Promise<void>>()
  #bell = Promise.withResolvers<void>()
  #stopping = new AbortController()
  #pump: Promise<void> | undefined

  constructor(options: CrewOptions) {
    this.#options = options
  }

  start(): void {
    this.#pump = this.#work()
  }

  wake(): void {
    this.#bell.resolve()
  }

  /** Waits at most `timeout` milliseconds for running jobs. */
  async stop(timeout: number): Promise<void> {
    this.#stopping.abort()
    this.wake()
    await this.#pump
    await Promise.race([Promise.all(this.#running), pause(timeout, undefined, { ref: false })])
  }

  async #work(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#bell = Promise.withResolvers()
      const { trouble } = this.#options
      const taken = await this.#take().catch((error: unknown) => trouble(error))
      if (taken !== 0 && taken !== undefined) continue
      const poll = new AbortController()
      await Promise.race([this.#bell.promise, pause(POLL, undefined, { signal: poll.signal }).catch(() => {})])
      poll.abort()
    }
  }

  async #take(): Promise<number> {
    const { boss, concurrency } = this.#options
    if (this.#running.size >= concurrency) return 0
    let taken = 0
    for (const name of await due(this.#options)) {
      const free = concurrency - this.#running.size
      if (free <= 0) break
      const jobs: Claimed[] = await boss.fetch(name, { batchSize: free, includeMetadata: true })
      for (const job of jobs) this.#run(job)
      taken += jobs.length
    }
    return taken
  }

  #run(job: Claimed): void {
    const run = attempt(this.#options, job).finally(() => {
      this.#running.delete(run)
      this.wake()
    })
    this.#running.add(run)
  }
}

/** The names that may have a job to take, in the order asked for: one cheap question where mostly the answer is none. */
async function due({ store, names }: CrewOptions): Promise<readonly string[]> {
  const { rows } = await store.boss.executeSql(DUE, [names])
  const found = new Set(rows.map(({ name }) => name))
  return names.filter((name) => found.has(name))
}

async function attempt(options: CrewOptions, job: Claimed): Promise<void> {
  const { boss, handler, trouble } = options
  const claim = new AbortController()
  const renewing = setInterval(() => void renew(boss, { job, claim }).catch(trouble), RENEW).unref()
  try {
    const error = await outcome(handler, { job, signal: claim.signal })
    // A job that was being tried for the last time when its process died has had its five.
    if (triesOf(job) === 'none') await giveUp(options, { job, why: 'died' })
    else if (error === undefined) await boss.complete(job.name, job)
    else if (job.retryCount + 1 >= ATTEMPTS) await giveUp(options, { job, why: wordOf(error) })
    else await tryLater(boss, { job, error })
  } catch (error) {
    // The store failed, not the job: the claim runs out and the job is run again.
    trouble(error)
  } finally {
    clearInterval(renewing)
  }
}

async function outcome(handler: Handler, { job, signal }: { job: Claimed; signal: AbortSignal }): Promise<unknown> {
  try {
    await handler({ name: job.name, key: job.singletonKey ?? '', data: job.data, attempt: job.retryCount + 1, tries: triesOf(job), signal })
    return undefined
  } catch (error) {
    return error ?? new Error('nothing was thrown')
  }
}

function triesOf({ retryCount }: Claimed): Job['tries'] {
  if (retryCount >= ATTEMPTS) return 'none'
  return retryCount + 1 === ATTEMPTS ? 'last' : 'left'
}

async function renew(boss: PgBoss, { job, claim }: { job: Claimed; claim: AbortController }): Promise<void> {
  const answer = await boss.touch(job.name, job)
  if ('affected' in answer && answer.affected === 0) claim.abort()
}

/** Only a word of the error is kept: its text may say more than a queue should. */
async function tryLater(boss: PgBoss, { job, error }: { job: Claimed; error: unknown }): Promise<void> {
  await boss.fail(job.name, job, { why: wordOf(error) })
  if (error instanceof RetryLater) await boss.update(job.name, undefined, { id: job.id, startAfter: Math.ceil(error.seconds) })
}

/** With the job's own id, so that it is given up once even if the process dies between the two steps. */
async function giveUp({ boss, dead }: CrewOptions, { job, why }: { job: Claimed; why: string }): Promise<void> {
  const { id, name, singletonKey: key, data, retryCount } = job
  await boss.send(dead, { name, key, data, attempts: Math.min(ATTEMPTS, retryCount + 1), why }, { id })
  await boss.complete(name, job)
}

function wordOf(error: unknown): string {
  return error instanceof MayflyError ? error.code : 'bug'
}
