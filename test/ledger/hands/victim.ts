// A process that will be killed: it stores deliveries and says which it was told are stored, and runs jobs that do not end.
import { createLedger } from '../../../src/ledger/ledger.ts'
import { openQueue } from '../../../src/ledger/queue.ts'
import { openStore } from '../../../src/ledger/store.ts'

const store = await openStore({ folder: process.argv[2] ?? '' })
const ledger = createLedger(store, Buffer.alloc(32))
const queue = await openQueue(store)
let running = 0
for (let number = 0; number < 5; number++) await queue.add({ name: 'endless', key: `k${number}`, data: { number } })
await queue.work({ names: ['endless'], concurrency: 3 }, async () => {
  running++
  await new Promise(() => {})
})
for (let number = 0; ; number++) {
  const [guid, head] = [`d-${number}`, number.toString(16).padStart(40, '0')]
  await ledger.deliveries.store({
    guid, event: 'push', action: null, installationId: 1, repositoryId: 1, repository: 'o/r', ref: null, before: null, after: head, number: null, extra: {},
  })
  process.stdout.write(`${running} ${guid}\n`)
}
