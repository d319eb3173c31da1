// A thread that uses a store which another thread opened.
import { parentPort, workerData } from 'node:worker_threads'
import { joinStore, type Store, type StoreAddress } from '../../../src/ledger/store.ts'

export interface ClientData {
  readonly address: StoreAddress
  readonly task: 'count' | 'hang' | 'burn'
}

const HEAD = 'c'.repeat(40)
const { address, task }: ClientData = workerData
const store = await joinStore(address)
parentPort?.postMessage('joined', [])
if (task === 'count') await count(store)
if (task === 'hang') await hang(store)
if (task === 'burn') burn(1_200)
await store.close()
parentPort?.postMessage('done', [])

/** Reads and writes back in a transaction each time: any two that overlap lose one. */
async function count({ db }: Store): Promise<void> {
  for (let round = 0; round < 25; round++) {
    await db.transaction().execute(async (transaction) => {
      const { blocked } = await transaction.selectFrom('verdicts').select('blocked').where('head', '=', HEAD).forUpdate().executeTakeFirstOrThrow()
      await transaction.updateTable('verdicts').set({ blocked: blocked + 1 }).where('head', '=', HEAD).execute()
    })
  }
}

/** Never ends its transaction: whoever started the thread ends it. */
async function hang({ db }: Store): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.updateTable('verdicts').set({ blocked: -1 }).where('head', '=', HEAD).execute()
    parentPort?.postMessage('inside', [])
    await new Promise(() => {})
  })
}

function burn(milliseconds: number): void {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}
