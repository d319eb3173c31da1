// The App's face: a verified webhook becomes a stored delivery, and nothing else happens on the way to the answer.
import type { ApplicationFunction } from 'probot'
import type { Delivery } from './ledger/ledger.ts'
import { MayflyError } from './lib/errors.ts'
import { deliveryOf } from './serve/delivery-of.ts'

export interface Inbox {
  /** Keeps a delivery for good; `repeat` where its GUID is known already. */
  store(delivery: Delivery): Promise<'stored' | 'repeat'>
  /** Tells the workers that there is work. */
  wake(): void
}

/** The Probot application: each webhook that asks for work is stored once, by its ids. */
export function createApp(inbox: Inbox): ApplicationFunction {
  return (probot) => {
    probot.onAny(async (event) => {
      const delivery = deliveryOf(event)
      if (delivery === undefined) return
      const stored = await inbox.store(delivery).catch(refuse)
      if (stored === 'stored') inbox.wake()
    })
  }
}

// What a store's error says could end in an answer or a log.
function refuse(): never {
  throw new MayflyError('store', 'the delivery could not be stored')
}
