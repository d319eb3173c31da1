import type { Pull } from '../repo/hosted.ts'
import type { AppContext } from './app-context.ts'
import { isOpen, unmarked, type Standing } from './keep-proposal.ts'
import { refusal } from './open-proposal.ts'

export interface Ended {
  /** Ours that are open still although nothing is left to propose in them. */
  readonly open: number
  /** Of those that the ledger held for open. */
  readonly merged: number
  readonly said: readonly string[]
}

export interface Ending {
  readonly standing: readonly Standing[]
  /** `some`: what is in them is not known, so nothing is taken for done. */
  readonly unread: 'none' | 'some'
}

/** Learns what became of the pull requests that the ledger holds for open, and closes those in which nothing is left. */
export async function endProposals(context: AppContext, { standing, unread }: Ending): Promise<Ended> {
  const { hosted, ledger } = context
  const said: string[] = []
  let [open, merged] = [0, 0]
  for (const { provider, branch, number, state } of await ledger.proposals.of(hosted.id)) {
    if (state !== 'open' || number === null) continue
    const wanted = standing.find(({ proposal }) => proposal.provider === provider)
    const pull = (wanted?.pulls ?? (await hosted.pullsFrom(branch))).find((one) => one.number === number)
    if (pull !== undefined && isOpen(pull)) {
      if (wanted !== undefined) continue
      const closed = unread === 'none' ? await closeDone(context, pull) : undefined
      if (closed === undefined) open += 1
      else said.push(closed)
      continue
    }
    if (pull?.state === 'merged') merged += 1
    await settle(context, { number, state: pull?.state === 'merged' ? 'merged' : 'closed' })
  }
  return { open, merged, said }
}

async function settle({ hosted, ledger }: AppContext, { number, state }: { readonly number: number; readonly state: 'merged' | 'closed' }): Promise<void> {
  await ledger.migrations.reach({ repositoryId: hosted.id, number }, state)
  await ledger.proposals.settle({ repositoryId: hosted.id, number }, state)
}

const DONE = 'Nothing is left to do here: the default branch no longer uses these stored secrets in a way that this pull request changes. Closed.'

/** What became of it; undefined where it stays open because others have worked on it, or GitHub refuses. */
async function closeDone(context: AppContext, pull: Pull): Promise<string | undefined> {
  const { hosted } = context
  if ((await hosted.branch(pull.headRef)) === 'others') return undefined
  try {
    await closeOwn(context, { pull, body: unmarked(pull.body) })
    await hosted.comment(pull.number, DONE)
    return `#${pull.number} was closed: nothing is left to do in it.`
  } catch (error) {
    refusal(error)
    return undefined
  }
}

/** Closes a pull request of ours and takes its branch away; `body` where the letter changes with it. */
export async function closeOwn(context: AppContext, { pull, body }: { readonly pull: Pull; readonly body?: string }): Promise<void> {
  const { hosted } = context
  if (body !== undefined && body !== pull.body) await hosted.updatePull(pull, { ...pull, body })
  await hosted.closePull(pull.number)
  await hosted.deleteBranch(pull.headRef)
  await settle(context, { number: pull.number, state: 'closed' })
}
