import type { Order } from '../flows/order.ts'
import type { Delivery } from '../ledger/ledger.ts'
import type { Hosted } from '../repo/hosted.ts'
import { buttonOf } from './buttons.ts'
import { commandsIn, isAbout, type Topic } from './commands.ts'

/** What people ordered with a delivery: a button of the check, or the commands of a comment. */
export async function ordersOf({ guid, event, number, extra }: Delivery, hosted: Hosted): Promise<readonly Order[]> {
  if (event === 'check_run') {
    const what = buttonOf(String(extra['button']))
    return what === undefined ? [] : [{ id: guid, what, by: String(extra['by']) }]
  }
  if (event !== 'issue_comment' || number === null) return []
  const comment = await hosted.readComment(Number(extra['comment']))
  if (comment === undefined) return []
  // It is read later than it was told of, and whoever may write here may edit it: it would go under its author's name.
  const edited = comment.state === 'edited' ? { obstacle: 'edited' as const } : {}
  const topic: Topic = extra['about'] === 'proposal' ? 'proposal' : 'findings'
  return commandsIn(comment.body).map((command, index) => {
    const mixed = isAbout(command, topic) ? {} : { obstacle: 'mixed' as const }
    return { id: `${guid}:${index}`, by: comment.author, number, ...command, ...mixed, ...edited }
  })
}
