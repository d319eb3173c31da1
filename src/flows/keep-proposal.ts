import { createHash } from 'node:crypto'
import { letter } from '../migrate/letter.ts'
import type { Proposal } from '../migrate/proposals.ts'
import type { Drafts } from '../policy/policy.ts'
import type { BranchEdit, Hosted, Pull, PullText } from '../repo/hosted.ts'
import type { AppContext } from './app-context.ts'
import { openProposal, refusal, type Refused } from './open-proposal.ts'
import { openBoxes, withTicks } from './ticks.ts'

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
  readonly drafts: Drafts
  /** `always`: the branch is put on the base also where the edit is the same. */
  readonly redo: 'when-changed' | 'always'
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
  if (last !== undefined && last.state !== 'open' && open === undefined && !asked) {
    await ledger.proposals.settle({ repositoryId: hosted.id, number: last.number }, last.state)
    const how = last.state === 'merged' ? 'merged and undone since' : 'closed'
    return { state: 'left', said: `#${last.number} was ${how}: that is taken as a no until the workflow changes.` }
  }
  const text = textOf(keeping, open)
  const edit = { branch: proposal.branch, base, message: proposal.title, files: proposal.files.map(({ path, after }) => ({ path, text: after })) }
  const done = open ? await update(hosted, { pull: open, keeping, edit, text }) : await openProposal(hosted, { edit, text })
  if (done.state !== 'opened') return done
  await record(context, { keeping, number: done.pull.number })
  return { state: 'kept', said: `#${done.pull.number}${text.draft ? ' (a draft until what it needs is set up)' : ''}` }
}

/** A pull request that a person has marked ready becomes no draft again, unless the edit is another one now. */
function textOf({ proposal, hash, drafts }: Keeping, open: Pull | undefined): PullText {
  const body = withTicks(`${letter(proposal.letter)}\n${marker(hash)}\n`, open?.body ?? '')
  const waits = drafts === 'until-ready' && proposal.state === 'waits' && !(open !== undefined && openBoxes(body).length === 0)
  const wasReady = open !== undefined && !open.draft && open.body.includes(marker(hash))
  return { title: proposal.title, body, draft: waits && !wasReady }
}

async function record({ hosted, ledger }: AppContext, { keeping, number }: { readonly keeping: Keeping; readonly number: number }): Promise<void> {
  const { proposal: { provider, branch, letter: { secrets } }, hash, base } = keeping
  const repositoryId = hosted.id
  await ledger.migrations.plan({ repositoryId, number, provider, base, secrets: secrets.filter((name) => /^[A-Z_][A-Z0-9_]{0,254}$/.test(name)) })
  await ledger.proposals.put({ repositoryId, provider, branch, number, state: 'open', contentHash: hash })
}

interface Update {
  readonly pull: Pull
  readonly keeping: Keeping
  readonly edit: BranchEdit
  readonly text: PullText
}

async function update(hosted: Hosted, { pull, keeping, edit, text }: Update): Promise<{ readonly state: 'opened'; readonly pull: Pull } | Kept> {
  if ((await hosted.branch(edit.branch)) === 'others') return { state: 'left', said: `#${pull.number} has commits of others and is left as it is.` }
  try {
    if (keeping.redo === 'always' || !pull.body.includes(marker(keeping.hash))) await hosted.writeBranch(edit)
    if (pull.title !== text.title || pull.body !== text.body || pull.draft !== text.draft) await hosted.updatePull(pull, text)
    return { state: 'opened', pull }
  } catch (error) {
    return refusal(error)
  }
}

export function isOpen({ state }: Pull): boolean {
  return state === 'open'
}

const PINNED = /@[0-9a-f]{40}(?:[ \t]{1,9}#[ \t]{0,9}v?[\w.]{1,40})?/g

/** A newer version of an action that we write is no other edit: whoever said no to it has said no. */
export function contentHash({ provider, files }: Proposal): string {
  const told = files.map(({ path, before, after }) => ({ path, before, after: after.replaceAll(PINNED, '@') }))
  return createHash('sha256').update(JSON.stringify([provider, told])).digest('hex').slice(0, 40)
}

/** Kept in the letter, unseen, so that a closed pull request is understood without any memory of ours. */
function marker(hash: string): string {
  return `<!-- mayfly:${hash} -->`
}

/** The letter without the mark by which a closed pull request is a no: it was not a person who closed it. */
export function unmarked(body: string): string {
  return body.replaceAll(/<!-- mayfly:[0-9a-f]{40} -->\n?/g, '')
}
