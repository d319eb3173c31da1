import type { Order } from '../flows/carry-out.ts'
import type { Delivery } from '../ledger/ledger.ts'
import type { Hosted } from '../repo/hosted.ts'
import { buttonOf } from './buttons.ts'

const COMMAND = /^\/mayfly[ \t]{1,9}(allow|revoke|migrate)(?:[ \t]{1,9}(mf1_[0-9a-f]{6,32}))?[ \t]{0,9}\r?$/gm

/** What people ordered with a delivery: a button of the check, or the commands of a comment. */
export async function ordersOf({ guid, event, number, extra }: Delivery, hosted: Hosted): Promise<readonly Order[]> {
  if (event === 'check_run') {
    const what = buttonOf(String(extra['button']))
    return what === undefined ? [] : [{ id: guid, what, by: String(extra['by']) }]
  }
  if (event !== 'issue_comment' || number === null) return []
  const comment = await hosted.commentBody(Number(extra['comment']))
  if (comment === undefined) return []
  return [...comment.body.matchAll(COMMAND)].map(([, what = '', fingerprint], index) => ({
    id: `${guid}:${index}`,
    what: isWhat(what) ? what : 'migrate',
    by: comment.author,
    number,
    ...(fingerprint === undefined ? {} : { fingerprint }),
  }))
}

function isWhat(what: string): what is Order['what'] {
  return what === 'allow' || what === 'revoke' || what === 'migrate'
}
