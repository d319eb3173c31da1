import { sql } from 'kysely'
import { PgBoss, type JobWithMetadata } from 'pg-boss'
import { Crew, type Handler } from './crew.ts'
import { JOBS, RECLAIM } from './recover-jobs.ts'
import type { Store } from './store.ts'

export type { Job } from './crew.ts'

/** Ids and closed words only: what a job needs to know, it asks for when it runs. */
export type JobData = Readonly<Record<string, number | string>>

export interface NewJob {
  /** What to do: lower-case words and dashes. */
  readonly name: string
  /** On what: runs of one name and key never overlap, and at most one of them waits. */
  readonly key: string
  readonly data: JobData
  /** Seconds to wait before it is due. */
  readonly delay?: number
}

export interface FailedJob extends NewJob {
  readonly attempts: number
  /** A MayflyError's code, or `bug`. */
  readonly why: string
  readonly at: Date
}

export interface Queue {
  /**
   * Durable when it resolves. Where one of the same name and key waits already, that one takes the new data and the earlier
   * time of the two (a retry keeps its time); while one runs, the new one runs after it.
   */
  add(job: NewJob): Promise<void>
  /** Runs jobs of these names, the first names first, at most `concurrency` at once. Whoever throws is tried again, five times in all. */
  work(options: { readonly names: readonly string[]; readonly concurrency: number }, handler: Handler): Promise<void>
  /** Looks for work now. */
  wake(): void
  depth(): Promise<{ readonly waiting: number; readonly running: number; readonly failed: number }>
  /** Jobs that were given up, the newest first; kept for 14 days. */
  failed(): Promise<readonly FailedJob[]>
  /** Takes no more jobs; `graceful` lets running ones end, for `timeout` milliseconds. What still runs then will be run again. */
  stop(options?: { readonly graceful?: boolean; readonly timeout?: number }): Promise<void>
}

/** Where NOTIFY says that there is work. */
const CHANNEL = 'mayfly_jobs'
/** The queue of the jobs that were given up. */
const DEAD = 'given-up'
const DAY = 86_400

/** Milliseconds between looks for jobs whose worker is dead. pg-boss does so too, but then lets them wait like failed ones. */
const RECLAIM_EVERY = 10_000

// A worker that lives renews its claim every third of `heartbeatSeconds`; one that was killed loses it then.
// `key_strict_fifo` alone skips the keys that run without holding back the others, by an index and not by luck:
// https://github.com/timgit/pg-boss/blob/master/docs/api/queues.md
// A job that fails for good would block its key there, so the last try is counted here (see crew.ts), not by pg-boss.
const RULES = {
  policy: 'key_strict_fifo', heartbeatSeconds: 30, expireInSeconds: 6 * 3600, retryLimit: 1_000_000, retryDelay: 15, retryBackoff: true,
  retryDelayMax: 3600, deleteAfterSeconds: 3600, retentionSeconds: 14 * DAY,
} as const

// pg-boss's policy lets any number wait; ours is one. Its inserts skip what an index refuses.
const ONE_WAITS = `create unique index if not exists one_waits on ${JOBS}.job_common (name, singleton_key) where state = 'created' and policy = '${RULES.policy}'`

const PULL = `update ${JOBS}.job set data = $3::text::jsonb,
  start_after = case when state = 'created' then least(start_after, now() + $4::float8 * interval '1s') else start_after end
  where name = $1 and singleton_key = $2 and state < 'active' returning id`

/** Jobs that outlive the process, on pg-boss. Trouble with the store that no call can tell of goes to `trouble`. */
export async function openQueue(store: Store, trouble: (error: unknown) => void = () => {}): Promise<Queue> {
  const boss = await start(store, trouble)
  const known = new Set<string>()
  const crews: Crew[] = []
  const endings: (() => Promise<void>)[] = []
  const reclaiming = setInterval(() => void store.boss.executeSql(RECLAIM).catch(trouble), RECLAIM_EVERY)
  async function ready(name: string): Promise<void> {
    if (!known.has(name)) await boss.createQueue(name, RULES)
    known.add(name)
  }
  return {
    async add(job) {
      await ready(job.name)
      await put({ store, boss }, job)
      await store.boss.executeSql('select pg_notify($1, $2)', [CHANNEL, ''])
    },
    async work({ names, concurrency }, handler) {
      for (const name of names) await ready(name)
      const crew = new Crew({ store, boss, names, concurrency, handler, dead: DEAD, trouble })
      crews.push(crew)
      endings.push(await store.listen(CHANNEL, () => crew.wake()))
      crew.start()
    },
    wake: () => crews.forEach((crew) => crew.wake()),
    depth: () => depth(store),
    failed: () => failed(boss),
    async stop({ graceful = true, timeout = 15_000 } = {}) {
      clearInterval(reclaiming)
      for (const end of endings) await end()
      await Promise.all(crews.map((crew) => crew.stop(graceful ? timeout : 0)))
      await boss.stop({ graceful: false })
    },
  }
}

async function start(store: Store, trouble: (error: unknown) => void): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => store.boss.executeSql(text, values) },
    backend: store.backend, schema: JOBS, schedule: false, reindex: false, monitorVacuum: false,
    maintenanceIntervalSeconds: 3600,
    queueCacheIntervalSeconds: DAY, flowIntervalSeconds: DAY, bamIntervalSeconds: 600,
  })
  boss.on('error', trouble)
  // Processes that start at once do this one after the other: `if not exists` alone fails them.
  await store.db.connection().execute(async (one) => {
    await sql`select pg_advisory_lock(hashtext(${JOBS}))`.execute(one)
    try {
      await boss.start()
      await boss.createQueue(DEAD, { retentionSeconds: 14 * DAY })
      await store.boss.executeSql(ONE_WAITS)
    } finally {
      await sql`select pg_advisory_unlock(hashtext(${JOBS}))`.execute(one)
    }
  })
  await store.boss.executeSql(RECLAIM)
  return boss
}

/** Each step is one statement; whoever loses a race against a worker or another adder goes round again. */
async function put({ store, boss }: { store: Store; boss: PgBoss }, { name, key, data, delay = 0 }: NewJob): Promise<void> {
  for (;;) {
    const { rows } = await store.boss.executeSql(PULL, [name, key, JSON.stringify(data), delay])
    if (rows.length > 0) return
    if ((await boss.send(name, data, { singletonKey: key, startAfter: delay })) !== null) return
  }
}

/** How many jobs there are, of all names. */
export async function depth(store: Store): Promise<{ waiting: number; running: number; failed: number }> {
  const { rows } = await store.boss.executeSql(`select
    (count(*) filter (where name <> '${DEAD}' and state < 'active'))::int as waiting,
    (count(*) filter (where state = 'active'))::int as running,
    (count(*) filter (where name = '${DEAD}'))::int as failed from ${JOBS}.job`)
  const row = rows[0] ?? {}
  return { waiting: Number(row['waiting']), running: Number(row['running']), failed: Number(row['failed']) }
}

async function failed(boss: PgBoss): Promise<readonly FailedJob[]> {
  const jobs: JobWithMetadata<Omit<FailedJob, 'at'>>[] = await boss.findJobs(DEAD)
  return jobs.map(({ data, createdOn }) => ({ ...data, at: createdOn })).toSorted((one, other) => other.at.getTime() - one.at.getTime())
}
