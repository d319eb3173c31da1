import type { Ledger } from '../ledger/ledger.ts'
import type { GitHub } from '../repo/github/github.ts'

/**
 * GitHub delivers a webhook once and never again by itself, so what failed while we were down is asked for.
 * https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries
 */
export async function redeliverFailed(github: GitHub, ledger: Ledger): Promise<number> {
  const asked = new Set<string>()
  for (const { id, guid } of await github.failedDeliveries()) {
    if (asked.has(guid) || (await ledger.deliveries.get(guid)) !== undefined) continue
    asked.add(guid)
    await github.redeliver(id)
  }
  return asked.size
}
