import { createHash } from 'node:crypto'
import { letter } from '../migrate/letter.ts'
import type { Proposal } from '../migrate/proposals.ts'
import type { BranchEdit, Hosted, Pull, PullText } from '../repo/hosted.ts'
import type { AppContext } from './app-context.ts'
import { openProposal, refusal, type Refused } from './open-proposal.ts'

/** A proposal and what stands on GitHub of it. */
export interface Standing {
  readonly proposal: Proposal
  /** Changes with the workflows and with nothing else. */
  readonly hash: string
  /** From its branch, open or not, the newest first. */
  readonly pulls: readonly Pull[]
}

export interface Keeping extends Standing {
  /** The commit that the proposal was made for. */
  readonly base: string
  /** A person asked: a closed pull request is no answer. */
  readonly asked: boolean
}

export type Kept =
  | { readonly state: 'kept' | 'left'; readonly said: string }
  | Refused

/** Brings a provider's one pull request to what is proposed now: opens it, updates it, or leaves it alone. */
export async function keepProposal(context: AppContext, keeping: Keeping): Promise<Kept> {
  const { proposal, hash, pulls, base, asked } = keeping
  const open = pulls.find(isOpen)
  const { hosted, ledger } = context
  const last = pulls.find(({ body }) => body.includes(marker(hash)))
  if (last?.state === 'closed' && open === undefined && !asked) {
    await ledger.proposals.settle({ repositoryId: hosted.id, number: last.number }, 'closed')
    return { state: 'left', said: `#${last.number} was closed: that is taken as a no until the workflow changes.` }
  }
  const text = { title: proposal.title, body: `${letter(proposal.letter)}\n${marker(hash)}\n`, draft: proposal.state === 'waits' }
  const edit = { branch: proposal.branch, base, message: proposal.title, files: proposal.files.map(({ path, after }) => ({ path, text: after })) }
  const done = open ? await update(hosted, { pull: open, hash, edit, text }) : await openProposal(hosted, { edit, text })
  if (done.state !== 'opened') return done
  const { number } = done.pull
  await ledger.proposals.put({ repositoryId: hosted.id, provider: proposal.provider, branch: proposal.branch, number, state: 'open', contentHash: hash })
  return { state: 'kept', said: `#${number}${text.draft ? ' (a draft until what it needs is set up)' : ''}` }
}

interface Update {
  readonly pull: Pull
  readonly hash: string
  readonly edit: BranchEdit
  readonly text: PullText
}

async function update(hosted: Hosted, { pull, hash, edit, text }: Update): Promise<{ readonly state: 'opened'; readonly pull: Pull } | Kept> {
  if ((await hosted.branch(edit.branch)) === 'others') return { state: 'left', said: `#${pull.number} has commits of others and is left as it is.` }
  try {
    if (!pull.body.includes(marker(hash))) await hosted.writeBranch(edit)
    if (pull.title !== text.title || pull.body !== text.body || pull.draft !== text.draft) await hosted.updatePull(pull, text)
    return { state: 'opened', pull }
  } catch (error) {
    return refusal(error)
  }
}

export function isOpen({ state }: Pull): boolean {
  return state === 'open'
}

export function contentHash({ provider, files }: Proposal): string {
  return createHash('sha256').update(JSON.stringify([provider, files])).digest('hex').slice(0, 40)
}

/** Kept in the letter, unseen, so that a closed pull request is understood without any memory of ours. */
function marker(hash: string): string {
  return `<!-- mayfly:${hash} -->`
}
