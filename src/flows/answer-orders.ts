import type { AppContext } from './app-context.ts'
import type { Order } from './order.ts'

interface Given {
  readonly orders: readonly Order[]
  readonly head: string
  /** Does it, or does not, and says what became of it: Markdown. */
  readonly carry: (order: Order) => Promise<string>
}

/** Has each order carried out once, answers on its pull request, and returns what was said, for the check. */
export async function answerOrders(context: AppContext, { orders, head, carry }: Given): Promise<readonly string[]> {
  const all: string[] = []
  for (const order of orders) {
    const act = { key: `order:${order.id}`, repositoryId: context.hosted.id, what: order.what, target: head, why: 'ordered by a person', by: order.by }
    if ((await context.ledger.acts.begin(act)) === 'done-before') continue
    const said = await carry(order)
    if (order.number !== undefined) await context.hosted.comment(order.number, said)
    await context.ledger.acts.end(act.key, { state: 'done' })
    all.push(said)
  }
  return all
}
