import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { expect, test } from '@jest/globals'
import { createLedger } from '../../../src/ledger/ledger.ts'
import { joinStore, transferList, type Store } from '../../../src/ledger/store.ts'
import type { ClientData } from '../hands/client.ts'

const HEAD = 'c'.repeat(40)
const KEY = Buffer.alloc(32)

export function threadSuite(use: () => Store): void {
  test('transactions of several threads do not mix', async () => {
    await reset(use())
    const clients = ['count', 'count'].map(() => client(use(), 'count'))
    await Promise.all(clients.map(({ said }) => said('done')))
    expect(await blocked(use())).toBe(50)
  }, 30_000)

  test('a thread that dies in a transaction leaves nothing of it, and nobody waits for it', async () => {
    await reset(use())
    const { thread, said } = client(use(), 'hang')
    await said('inside')
    const start = performance.now()
    const waiting = blocked(use())
    await thread.terminate()
    expect(await waiting).toBe(0)
    // Sooner than a transaction that only sleeps is given up.
    expect(performance.now() - start).toBeLessThan(1_800)
    await reset(use())
  }, 30_000)

  test('the answering thread stores in well under a second while another thread burns its processor', async () => {
    const ledger = createLedger(use(), KEY)
    const { said } = client(use(), 'burn')
    const done = said('done')
    await said('joined')
    const times: number[] = []
    for (let number = 0; number < 20; number++) {
      const start = performance.now()
      await ledger.deliveries.store({
        guid: `d-burn-${number}`, event: 'push', action: null, installationId: 1, repositoryId: 1, repository: 'o/r', ref: null, before: null,
        after: null, number: null, extra: {},
      })
      times.push(performance.now() - start)
    }
    // Were it to wait for the other thread, the first would take the 1.2 s that are burnt; the machine may hold up single ones.
    expect(times.toSorted((one, other) => one - other)[17]).toBeLessThan(500)
    await done
  }, 30_000)

  test('a guest that closes leaves the store to the others, and can be followed by another', async () => {
    for (let round = 0; round < 3; round++) {
      const guest = await joinStore(use().share())
      expect((await guest.boss.executeSql('select $1::int as n', [round])).rows).toEqual([{ n: round }])
      await guest.close()
      await expect(guest.boss.executeSql('select 1')).rejects.toThrow()
    }
    expect((await use().boss.executeSql('select 1 as n')).rows).toEqual([{ n: 1 }])
  })

}

export function notifySuite(use: () => Store): void {
  test('what one thread notifies, the others hear, also after their connection broke', async () => {
    const guest = await joinStore(use().share())
    let heard = 0
    const end = await guest.listen('mayfly_test', () => heard++)
    await hear(use(), () => heard)
    // Only a server has connections that break; it takes them back within a second.
    await use().boss.executeSql("select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen \"mayfly_test\"'")
    await hear(use(), () => heard)
    await end()
    await guest.close()
  })

  test('a transaction that falls asleep is undone, so that the others go on, and fails when it wakes', async () => {
    if (use().backend === 'postgres') return
    await reset(use())
    const guest = await joinStore(use().share())
    const asleep = guest.db.transaction().execute(async (transaction) => {
      await transaction.updateTable('verdicts').set({ blocked: -1 }).where('head', '=', HEAD).execute()
      expect(await blocked(use())).toBe(0)
      await transaction.updateTable('verdicts').set({ blocked: -2 }).where('head', '=', HEAD).execute()
    })
    await expect(asleep).rejects.toMatchObject({ code: '25P03' })
    expect(await blocked(guest)).toBe(0)
    await guest.close()
  }, 30_000)
}

async function hear(store: Store, heard: () => number): Promise<void> {
  const [before, until] = [heard(), performance.now() + 5000]
  while (heard() === before && performance.now() < until) {
    await store.boss.executeSql("select pg_notify('mayfly_test', '')")
    await pause(50)
  }
  expect(heard()).toBeGreaterThan(before)
}

function client(store: Store, task: ClientData['task']): { thread: Worker; said: (word: string) => Promise<void> } {
  const address = store.share()
  const workerData: ClientData = { address, task }
  const thread = new Worker(new URL('../hands/client.ts', import.meta.url), { workerData, transferList: [...transferList(address)] })
  const heard: unknown[] = []
  thread.on('message', (word: unknown) => heard.push(word))
  async function said(word: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    thread.on('message', () => heard.includes(word) && resolve())
    thread.once('error', reject)
    if (heard.includes(word)) resolve()
    await promise
  }
  return { thread, said }
}

async function reset({ db }: Store): Promise<void> {
  const row = { repositoryId: 1, head: HEAD, outcome: 'clean', blocked: 0, warned: 0, checkRunId: null, judgedAt: new Date() } as const
  await db.insertInto('verdicts').values(row).onConflict((same) => same.columns(['repositoryId', 'head']).doUpdateSet({ blocked: 0 })).execute()
}

async function blocked({ db }: Store): Promise<number> {
  const { blocked } = await db.selectFrom('verdicts').select('blocked').where('head', '=', HEAD).executeTakeFirstOrThrow()
  return blocked
}
