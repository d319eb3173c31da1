import { redeliver } from '../hooks/deliver.ts'
import { appOf, numberPart, type Call, type Routes } from '../http/call.ts'
import { addressOf, pageOf } from '../http/pages.ts'
import { accepted, found, ok, type JsonObject, type Reply } from '../http/reply.ts'
import { stamp } from '../world/clock.ts'
import type { DeliveryRecord } from '../world/records.ts'

/** What became of the App's webhooks: https://docs.github.com/en/rest/apps/webhooks */
export const deliveryRoutes: Routes = {
  'GET /app/hook/deliveries': list,
  'GET /app/hook/deliveries/{delivery_id}': (call) => ok(wholeShape(theDelivery(call))),
  'POST /app/hook/deliveries/{delivery_id}/attempts': (call) => {
    redeliver(call.world, theDelivery(call))
    return accepted({})
  },
}

/** Newest first. The cursor is the id that a page begins below. */
function list(call: Call): Reply {
  const { searchParams } = call.url
  const status = searchParams.get('status')
  const cursor = Number(searchParams.get('cursor')?.replace(/^v1_/, '') ?? Infinity)
  const { size } = pageOf(call)
  const rest = done(call)
    .filter((delivery) => delivery.id < cursor && (status === null || status === (isFine(delivery) ? 'success' : 'failure')))
    .toReversed()
  const page = rest.slice(0, size)
  const last = page.at(-1)
  const next = rest.length > size && last !== undefined ? { link: `<${addressOf(call, { cursor: `v1_${last.id}` })}>; rel="next"` } : {}
  return { ...ok(page.map(shape)), headers: next }
}

function done({ world, caller }: Call): readonly DeliveryRecord[] {
  return world.deliveries.filter(({ app, outcome }) => app === appOf(caller) && outcome !== undefined)
}

function isFine({ outcome }: DeliveryRecord): boolean {
  return outcome !== undefined && outcome.code >= 200 && outcome.code < 400
}

/** `hook-delivery-item` */
function shape(delivery: DeliveryRecord): JsonObject {
  const { outcome } = delivery
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: stamp(delivery.deliveredAt),
    redelivery: delivery.redelivery,
    duration: outcome?.duration ?? 0,
    status: outcome?.status ?? 'pending',
    status_code: outcome?.code ?? 0,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  }
}

/** `hook-delivery` */
function wholeShape(delivery: DeliveryRecord): JsonObject {
  return {
    ...shape(delivery),
    url: delivery.url,
    request: { headers: delivery.requestHeaders, payload: delivery.payload },
    response: { headers: delivery.outcome?.headers ?? null, payload: delivery.outcome?.body ?? null },
  }
}

function theDelivery(call: Call): DeliveryRecord {
  const id = numberPart(call, 'delivery_id')
  return found(done(call).find((delivery) => delivery.id === id))
}
