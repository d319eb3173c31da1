import type { Order } from '../flows/order.ts'

const BUTTONS = new Map<string, Order['what']>([['mf-false-positive', 'allow'], ['mf-migrate', 'migrate'], ['mf-revoke', 'revoke']])

/** What a button of our check asks for; undefined for a button that is not ours. */
export function buttonOf(identifier: string | undefined): Order['what'] | undefined {
  return BUTTONS.get(identifier ?? '')
}
