import { parentPort } from 'node:worker_threads'
import type { TokenKind } from '../provider.ts'
import { compile, type Ruleset } from '../scan/ruleset.ts'
import { OPEN, TAKEN, type HelperOrder } from './helpers.ts'
import { ObjectTable } from './object-table.ts'
import type { OutcomeData } from './outcomes.ts'
import { PackWorker } from './pack-worker.ts'
import type { JustMade, MadeTrees, TreeWork } from './tree-maker.ts'

/**
 * What a helping thread does: waits for an order, and takes part in it if these kinds are all that it needs; then, perhaps, in
 * the making of trees. `table` is what rule-table.ts made of them.
 */
export function help(kinds: readonly TokenKind[], table?: string): void {
  const byId = new Map(kinds.map((kind) => [kind.id, kind]))
  parentPort?.once('message', (order: HelperOrder) => {
    const asked = order.kinds.map((id) => byId.get(id)).filter((kind) => kind !== undefined)
    if (asked.length < order.kinds.length || Atomics.compareExchange(order.joined, order.number, OPEN, TAKEN) !== OPEN) return
    const all = table !== undefined && asked.length === kinds.length && asked.every((kind, i) => kind === kinds[i])
    void answer(order, compile(all ? kinds : asked, { table: all ? table : undefined, decoding: order.decoding }))
  })
}

async function answer(order: HelperOrder, ruleset: Ruleset): Promise<void> {
  const worker = new PackWorker({ ...order, table: new ObjectTable(order.table), ruleset })
  parentPort?.once('message', (work: TreeWork) => {
    const made = sent(worker.makeTrees(work), worker)
    parentPort?.postMessage(made, [...made.trees, ...made.commits].map(({ buffer }) => buffer))
  })
  const { found, binaries, tooLarge, failed, others, blobs, bytes } = await worker.scan()
  const outcomes: OutcomeData = { found, binaries, tooLarge, failed, others, blobs, bytes }
  parentPort?.postMessage(outcomes)
}

function sent({ trees, commits, lacking }: JustMade, { engine: { bytes } }: PackWorker): MadeTrees {
  const [some, others] = [trees, commits].map(({ done, at, end }) => [...done, new Uint8Array(bytes.subarray(at, end))])
  return { trees: some ?? [], commits: others ?? [], lacking }
}
