import { MayflyError } from '../lib/errors.ts'
import type { BranchEdit, Hosted, Pull, PullText } from '../repo/hosted.ts'

export type Opened =
  | { readonly state: 'opened'; readonly pull: Pull }
  | Refused

/** Nothing was done, or all of it undone; `why` ends a sentence, as Markdown. */
export interface Refused {
  readonly state: 'refused'
  readonly why: string
}

/** Opens a pull request from a branch of ours, or does nothing at all where GitHub refuses or others work on that branch. */
export async function openProposal(hosted: Hosted, { edit, text }: { readonly edit: BranchEdit; readonly text: PullText }): Promise<Opened> {
  const before = await hosted.branch(edit.branch)
  if (before === 'others') return { state: 'refused', why: `the branch \`${edit.branch}\` has commits of others and is left as it is.` }
  try {
    await hosted.writeBranch(edit)
    return { state: 'opened', pull: await hosted.openPull(edit.branch, text) }
  } catch (error) {
    const refused = refusal(error)
    if (before === 'absent') await hosted.deleteBranch(edit.branch)
    return refused
  }
}

/** GitHub's no to a proposal, in words; any other trouble is thrown again. */
export function refusal(error: unknown): Refused {
  if (!(error instanceof MayflyError) || error.code !== 'github') throw error
  return { state: 'refused', why: `it could not be proposed. ${error.message.trimEnd()}.`.replace(/\.\.$/, '.') }
}
