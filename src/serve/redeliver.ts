import type { Ledger } from '../ledger/ledger.ts'
import type { GitHub } from '../repo/github/github.ts'

/**
 * GitHub delivers a webhook once and never again by itself, so what failed while we were down is asked for: each failure
 * once, since of many an event we keep nothing by which to know that it came.
 * https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries
 */
export function createRedelivery(github: GitHub, ledger: Ledger): () => Promise<void> {
  const asked = new Set<number>()
  return async () => {
    const guids = new Set<string>()
    for (const { id, guid } of await github.failedDeliveries()) {
      if (asked.has(id) || guids.has(guid)) continue
      guids.add(guid)
      if ((await ledger.deliveries.get(guid)) === undefined) await github.redeliver(id)
      asked.add(id)
    }
  }
}
