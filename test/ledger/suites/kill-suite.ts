import { stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { createLedger } from '../../../src/ledger/ledger.ts'
import { openQueue, type Job } from '../../../src/ledger/queue.ts'
import { openStore } from '../../../src/ledger/store.ts'
import type { Folders } from '../databases.ts'
import { start } from '../processes.ts'

export function killSuite(folders: Folders): void {
  test('after SIGKILL the folder is taken over, every stored delivery is there, and what ran runs again at once', async () => {
    const { folder } = await folders.fresh()
    const victim = start('victim', folder)
    const said: string[] = []
    while (said.length < 60 || !said.at(-1)?.startsWith('3 ')) said.push(await victim.line())
    await expect(openStore({ folder })).rejects.toMatchObject({ code: 'busy', message: expect.stringContaining(`process ${victim.pid}`) })
    await victim.kill()

    const store = await openStore({ folder })
    const queue = await openQueue(store)
    try {
      const stored = (await createLedger(store, Buffer.alloc(32)).deliveries.open()).map(({ guid }) => guid)
      expect(said.map((line) => line.replace(/^\d /, '')).filter((guid) => !stored.includes(guid))).toEqual([])
      const jobs: Job[] = []
      await queue.work({ names: ['endless'], concurrency: 5 }, async (job) => void jobs.push(job))
      const until = performance.now() + 1500
      while (jobs.length < 5 && performance.now() < until) await pause(10)
      expect(jobs.map(({ key, attempt }) => `${key} ${attempt}`).toSorted()).toEqual(['k0 2', 'k1 2', 'k2 2', 'k3 1', 'k4 1'])
    } finally {
      await queue.stop()
      await store.close()
    }
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  }, 60_000)
}
