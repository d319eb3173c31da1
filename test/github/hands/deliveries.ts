import { redeliver } from '../hooks/deliver.ts'
import type { DeliveryRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'

/** A webhook that was sent, or is being sent while `status` is undefined. */
export interface Delivery {
  readonly id: number
  readonly guid: string
  readonly event: string
  readonly action: string | null
  readonly redelivery: boolean
  /** The App's answer; 0 where none came. */
  readonly status: number | undefined
  /** Seconds. */
  readonly duration: number | undefined
  readonly payload: DeliveryRecord['payload']
}

export interface Deliveries {
  all(): readonly Delivery[]
  /** Those of one event, `pull_request` or `pull_request.opened`, oldest first. */
  of(event: string): readonly Delivery[]
  /** Sends the last delivery with this guid again, with the same `X-GitHub-Delivery`. */
  redeliver(guid: string): void
}

export function deliveriesHand(world: World): Deliveries {
  return {
    all: () => world.deliveries.map(seen),
    of: (wanted) => world.deliveries.map(seen).filter(({ event, action }) => event === wanted || `${event}.${action}` === wanted),
    redeliver(guid) {
      const delivery = world.deliveries.findLast((candidate) => candidate.guid === guid)
      if (delivery === undefined) throw new TypeError(`there is no delivery ${guid}`)
      redeliver(world, delivery)
    },
  }
}

function seen({ id, guid, event, action, redelivery, payload, outcome }: DeliveryRecord): Delivery {
  return { id, guid, event, action, redelivery, payload, status: outcome?.code, duration: outcome?.duration }
}
