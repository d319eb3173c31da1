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

/** GitHub's no to a proposal, in words, with what a person can do about it; any other trouble is thrown again. */
export function refusal(error: unknown): Refused {
  if (!(error instanceof MayflyError) || error.code !== 'github') throw error
  const said = `it could not be proposed. ${error.message.trimEnd()}.`.replace(/\.\.$/, '.')
  const way = WAYS.find(([pattern]) => pattern.test(error.message))?.[1]
  return { state: 'refused', why: way === undefined ? said : `${said} ${way}` }
}

/** What GitHub says, and the way out of it. */
const WAYS: readonly (readonly [RegExp, string])[] = [
  // The App's page tells whoever may accept it: https://docs.github.com/en/apps/using-github-apps/reviewing-and-modifying-installed-github-apps
  [/needs [\w=;, ]{0,200}workflows=write|without .{0,3}workflows.{0,3} permission/, 'Changes of workflows need the App\'s permission `Workflows: Read and write`: whoever installed it accepts that under Settings → GitHub Apps → Configure.'],
  [/\(needs [\w=;, ]{1,200}\)/, 'Whoever installed the App grants it that under Settings → GitHub Apps → Configure.'],
  [/rule violations|protected branch|Cannot create ref due to creations being restricted/i, 'A rule of the repository (Settings → Rules, or Branches) keeps the App from making a branch `mayfly/…`: except `mayfly/**` from it, or let the App pass it. The default branch is never written to.'],
  [/Draft pull requests are not supported/i, 'With `workflows: { drafts: never }` in the token policy it is opened as an ordinary pull request; merge it only once what its letter asks for is set up.'],
  [/No commits between/i, 'The default branch has the change already; it is planned anew at the next push.'],
]
