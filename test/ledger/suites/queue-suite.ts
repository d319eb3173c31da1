import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { openQueue, type Job } from '../../../src/ledger/queue.ts'
import { joinStore, type Store } from '../../../src/ledger/store.ts'
import { MayflyError } from '../../../src/lib/errors.ts'
import { Mint } from '../../../src/lib/mint.ts'
import { RetryLater } from '../../../src/lib/retry-later.ts'
import { queueOf, recorder } from '../recorder.ts'

export function orderSuite(use: () => Store): void {
  const queue = queueOf(use)

  test('a job runs as soon as it is added, with what it was given', async () => {
    const { jobs, work, ran } = recorder(queue())
    await work('at-once')
    await pause(100)
    const start = performance.now()
    await queue().add({ name: 'at-once', key: '7:main', data: { repository: 7, head: 'abc' } })
    await ran(1)
    // The poll alone would take up to 2 s.
    expect(performance.now() - start).toBeLessThan(1_900)
    expect(jobs[0]).toMatchObject({ name: 'at-once', key: '7:main', data: { repository: 7, head: 'abc' }, attempt: 1 })
  })

  test('of one name and key one job waits: it takes the newest data and the earlier time', async () => {
    await queue().add({ name: 'one-waits', key: 'a', data: { n: 1 }, delay: 600 })
    await queue().add({ name: 'one-waits', key: 'a', data: { n: 2 }, delay: 900 })
    await Promise.all(Array.from({ length: 10 }, () => queue().add({ name: 'one-waits', key: 'b', data: { n: 3 } })))
    expect(await rows(use(), 'one-waits')).toBe(2)
    const { jobs, work, ran } = recorder(queue())
    await work('one-waits')
    await ran(1)
    await queue().add({ name: 'one-waits', key: 'a', data: { n: 4 } })
    await ran(2)
    expect(jobs.map(({ key, data }) => [key, data['n']])).toEqual([['b', 3], ['a', 4]])
  })

  test('runs of one key follow each other, and what is added meanwhile runs once more', async () => {
    const gate = Promise.withResolvers<void>()
    const { jobs, work, ran, most } = recorder(queue(), ({ key }) => (key === 'held' ? gate.promise : Promise.resolve()))
    await work('follow', 4)
    await queue().add({ name: 'follow', key: 'held', data: { n: 1 } })
    await ran(1)
    for (const n of [2, 3, 4]) await queue().add({ name: 'follow', key: 'held', data: { n } })
    await queue().add({ name: 'follow', key: 'other', data: {} })
    await ran(2)
    expect(jobs.map(({ key }) => key)).toEqual(['held', 'other'])
    gate.resolve()
    await ran(3)
    expect([jobs[2]?.data['n'], most('held')]).toEqual([4, 1])
  })

}

export function crowdSuite(use: () => Store): void {
  const queue = queueOf(use)

  test('no more jobs run at once than asked for, over all names, and each runs once however many take them', async () => {
    const second = await joinStore(use().share())
    const other = await openQueue(second)
    const { jobs, work, ran, together } = recorder(queue(), () => pause(20))
    await work(['many-a', 'many-b'], 3)
    const elsewhere: Job[] = []
    await other.work({ names: ['many-a', 'many-b'], concurrency: 2 }, async (job) => void elsewhere.push(job))
    const wanted = Array.from({ length: 30 }, (_, index) => ({ name: index % 2 === 0 ? 'many-a' : 'many-b', key: `k${index}`, data: {} }))
    await Promise.all(wanted.map((job) => queue().add(job)))
    while (jobs.length + elsewhere.length < 30) await pause(20)
    await ran(jobs.length)
    await other.stop()
    await second.close()
    expect([...jobs, ...elsewhere].map(({ key }) => key).toSorted()).toEqual(wanted.map(({ key }) => key).toSorted())
    expect(together()).toBeLessThanOrEqual(3)
  }, 30_000)

}

export function failureSuite(use: () => Store): void {
  const queue = queueOf(use)

  test('a job that throws is tried five times, later each time, and then given up without what it said', async () => {
    const canary = new Mint('queue').base62(30)
    const { jobs, work, ran } = recorder(queue(), async () => {
      throw new MayflyError('github', canary)
    })
    await work('throws')
    await queue().add({ name: 'throws', key: 'k', data: { n: 1 } })
    for (let attempt = 1; attempt <= 5; attempt++) {
      await ran(attempt)
      if (attempt === 5) break
      expect(await waiting(use(), { name: 'throws', least: 0 })).toBeGreaterThan(10 * 2 ** (attempt - 1))
      expect(await jobsWith(use(), canary)).toBe(0)
      await use().boss.executeSql("update mayfly_jobs.job set start_after = now() where name = 'throws'")
      queue().wake()
    }
    while ((await queue().failed()).length === 0) await pause(20)
    expect(jobs.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5])
    expect(await queue().failed()).toMatchObject([{ name: 'throws', key: 'k', data: { n: 1 }, attempts: 5, why: 'github' }])
    expect(await jobsWith(use(), canary)).toBe(0)
    await queue().add({ name: 'throws', key: 'k', data: { n: 2 } })
    await ran(6)
  }, 30_000)

  test('a job that is asked to come later comes then', async () => {
    const { work, ran } = recorder(queue(), async () => {
      throw new RetryLater('rate limit', 3600)
    })
    await work('later')
    await queue().add({ name: 'later', key: 'k', data: {} })
    await ran(1)
    expect(await waiting(use(), { name: 'later', least: 60 })).toBeGreaterThan(3500)
  })

  test('a job whose worker fell silent runs again at once when another queue opens', async () => {
    await queue().add({ name: 'silent', key: 'k', data: {}, delay: 600 })
    await use().boss.executeSql(`update mayfly_jobs.job set state = 'active', started_on = now(), heartbeat_on = now() - interval '31 seconds' where name = 'silent'`)
    const other = await openQueue(use())
    const { jobs, work, ran } = recorder(other)
    await work('silent')
    await ran(1)
    expect(jobs[0]?.attempt).toBe(2)
    await other.stop()
  })

}

export function stopSuite(use: () => Store): void {
  const queue = queueOf(use)

  test('stopping lets running jobs end and takes no more', async () => {
    const other = await openQueue(use())
    const { jobs, work, ran, ended } = recorder(other, () => pause(300))
    await work('stopping')
    await other.add({ name: 'stopping', key: 'first', data: {} })
    await ran(1)
    await other.stop({ graceful: true, timeout: 5000 })
    expect(ended()).toBe(1)
    await queue().add({ name: 'stopping', key: 'second', data: {} })
    await pause(100)
    expect(jobs).toHaveLength(1)
    expect(await queue().depth()).toMatchObject({ running: 0 })
  })
}

async function rows(store: Store, name: string): Promise<unknown> {
  return (await store.boss.executeSql(`select count(*) as n from mayfly_jobs.job where name = '${name}' and state < 'active'`)).rows[0]?.['n']
}

async function jobsWith(store: Store, text: string): Promise<unknown> {
  return (await store.boss.executeSql(`select count(*) as n from mayfly_jobs.job as j where j::text like '%${text}%'`)).rows[0]?.['n']
}

/** How many seconds the failed job of this name is to wait, once that is more than `least`. */
async function waiting(store: Store, { name, least }: { name: string; least: number }): Promise<number> {
  for (;;) {
    const { rows } = await store.boss.executeSql(
      `select extract(epoch from start_after - now())::float8 as wait from mayfly_jobs.job where name = '${name}' and state = 'retry'`)
    const wait = Number(rows[0]?.['wait'] ?? 0)
    if (wait > least) return wait
    await pause(10)
  }
}
