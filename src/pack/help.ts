import { parentPort } from 'node:worker_threads'
import type { TokenKind } from '../provider.ts'
import { compile } from '../scan/ruleset.ts'
import { OPEN, TAKEN, type HelperOrder } from './helpers.ts'
import { ObjectTable } from './object-table.ts'
import type { OutcomeData } from './outcomes.ts'
import { scanPacks } from './scan-packs.ts'

/** What a helping thread does: waits for an order, and takes part in it if these kinds are all that it needs. */
export function help(kinds: readonly TokenKind[]): void {
  const byId = new Map(kinds.map((kind) => [kind.id, kind]))
  parentPort?.once('message', (order: HelperOrder) => {
    const asked = order.kinds.map((id) => byId.get(id)).filter((kind) => kind !== undefined)
    if (asked.length < order.kinds.length || Atomics.compareExchange(order.joined, order.number, OPEN, TAKEN) !== OPEN) return
    void answer(order, asked)
  })
}

async function answer(order: HelperOrder, kinds: readonly TokenKind[]): Promise<void> {
  const { found, binaries, tooLarge, failed, others, blobs, bytes } = await scanPacks({ ...order, table: new ObjectTable(order.table), ruleset: compile(kinds) })
  const outcomes: OutcomeData = { found, binaries, tooLarge, failed, others, blobs, bytes }
  parentPort?.postMessage(outcomes)
}
