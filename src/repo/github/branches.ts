import type { BranchEdit, BranchState } from '../hosted.ts'
import { call, callMaybe } from './call.ts'
import type { Client } from './client.ts'

export async function tip(client: Client, branch: string): Promise<string | undefined> {
  const answer = await callMaybe('to read a branch', () => client.octokit.rest.git.getRef({ ...client.repo, ref: `heads/${branch}` }))
  return answer?.data.object.sha
}

/** Ours are branches of one commit that the App made; a page of a comparison shows more than that. */
export async function branchState(client: Client, branch: string): Promise<BranchState> {
  const basehead = `${client.about.defaultBranch}...${branch}`
  const answer = await callMaybe('to compare a branch', () => client.octokit.rest.repos.compareCommitsWithBasehead({ ...client.repo, basehead }))
  if (answer === undefined) return (await tip(client, branch)) === undefined ? 'absent' : 'others'
  return answer.data.commits.every(({ author }) => author?.login === `${client.slug}[bot]`) ? 'ours' : 'others'
}

/**
 * One commit of ours on top of `base`, and the branch on it. Author and committer are left out, so that GitHub signs it.
 * https://docs.github.com/en/authentication/managing-commit-signature-verification/about-commit-signature-verification
 */
export async function writeBranch(client: Client, edit: BranchEdit): Promise<void> {
  const { git } = client.octokit.rest
  const base = await call('to read a commit', () => git.getCommit({ ...client.repo, commit_sha: edit.base }))
  const tree = await call('to write a tree', () => git.createTree({
    ...client.repo,
    base_tree: base.data.tree.sha,
    tree: edit.files.map(({ path, text }) => ({ path, mode: '100644', type: 'blob', content: text })),
  }))
  const there = await tip(client, edit.branch)
  if (there !== undefined && (await holds(client, { commit: there, tree: tree.data.sha, parent: edit.base }))) return
  const commit = await call('to write a commit', () =>
    git.createCommit({ ...client.repo, message: edit.message, tree: tree.data.sha, parents: [edit.base] }))
  const { sha } = commit.data
  if (there === undefined) await call('to create a branch', () => git.createRef({ ...client.repo, ref: `refs/heads/${edit.branch}`, sha }))
  else await call('to move a branch', () => git.updateRef({ ...client.repo, ref: `heads/${edit.branch}`, sha, force: true }))
}

/** Whether a commit is what an earlier try, whose answer was lost, made. */
async function holds(client: Client, wanted: { readonly commit: string; readonly tree: string; readonly parent: string }): Promise<boolean> {
  const { data } = await call('to read a commit', () => client.octokit.rest.git.getCommit({ ...client.repo, commit_sha: wanted.commit }))
  return data.tree.sha === wanted.tree && data.parents.map(({ sha }) => sha).join() === wanted.parent
}

export async function deleteBranch(client: Client, branch: string): Promise<void> {
  if ((await tip(client, branch)) !== undefined) await call('to delete a branch', () => client.octokit.rest.git.deleteRef({ ...client.repo, ref: `heads/${branch}` }))
}

/** The text of a file of the default branch (up to 100 MB), or undefined where there is none. */
export async function fileText(client: Client, path: string): Promise<string | undefined> {
  const query = { ...client.repo, path, mediaType: { format: 'raw' } }
  const answer = await callMaybe('to read a file', () => client.octokit.rest.repos.getContent(query))
  const data: unknown = answer?.data
  return typeof data === 'string' ? data : undefined
}
