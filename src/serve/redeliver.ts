import type { Ledger } from '../ledger/ledger.ts'
import type { GitHub } from '../repo/github/github.ts'

/**
 * GitHub delivers a webhook once and never again by itself, so what failed while we were down is asked for: each failure
 * once, since of many an event we keep nothing by which to know that it came.
 * https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries
 */
export function createRedelivery(github: GitHub, ledger: Ledger): () => Promise<void> {
  const asked = new Set<number>()
  let running: Promise<void> | undefined
  async function ask(): Promise<void> {
    const guids = new Set<string>()
    // GitHub lists the newest first; what waits longest goes first.
    for (const { id, guid } of (await github.failedDeliveries()).toReversed()) {
      if (asked.has(id) || guids.has(guid)) continue
      guids.add(guid)
      if ((await ledger.deliveries.get(guid)) === undefined) await github.redeliver(id)
      asked.add(id)
    }
  }
  // A round that is under way is not begun a second time: both would ask for the same.
  return () => (running ??= ask().finally(() => (running = undefined)))
}
