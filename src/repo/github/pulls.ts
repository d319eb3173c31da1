import type { Pull, PullText } from '../hosted.ts'
import { call } from './call.ts'
import type { Client } from './client.ts'

interface PullData {
  readonly number: number
  readonly state: string
  readonly draft?: boolean
  readonly merged_at: string | null
  readonly merge_commit_sha?: string | null
  readonly title: string
  readonly body?: string | null
  readonly head: { readonly sha: string; readonly ref: string; readonly repo?: { readonly id: number } | null }
  readonly base: { readonly sha: string; readonly repo?: { readonly id: number } | null }
}

/** Open pull requests of this repository whose head is the commit: those from forks are not among them on github.com. */
export async function pullsAt(client: Client, head: string): Promise<readonly Pull[]> {
  const query = { ...client.repo, commit_sha: head, per_page: 100 }
  const { data } = await call('to list pull requests', () => client.octokit.rest.repos.listPullRequestsAssociatedWithCommit(query))
  return data.map((pull) => toPull(pull)).filter((pull) => pull.state === 'open' && pull.head === head)
}

export async function pullByNumber(client: Client, number: number): Promise<Pull> {
  const { data } = await call('to read a pull request', () => client.octokit.rest.pulls.get({ ...client.repo, pull_number: number }))
  return toPull(data)
}

/** Pull requests from a branch of this repository, open or not, newest first. */
export async function pullsFrom(client: Client, branch: string): Promise<readonly Pull[]> {
  const query = { ...client.repo, head: `${client.about.owner}:${branch}`, state: 'all', per_page: 100 } as const
  const { data } = await call('to list pull requests', () => client.octokit.rest.pulls.list(query))
  return data.map((pull) => toPull(pull)).toSorted((left, right) => right.number - left.number)
}

export async function openPull(client: Client, { branch, text }: { branch: string; text: PullText }): Promise<Pull> {
  const body = { ...client.repo, head: branch, base: client.about.defaultBranch, ...text }
  const { data } = await call('to open a pull request', () => client.octokit.rest.pulls.create(body))
  return toPull(data)
}

/** Title and body by REST; draft or not by GraphQL, the only way there is. */
export async function updatePull(client: Client, { pull, text }: { pull: Pull; text: PullText }): Promise<void> {
  const target = { ...client.repo, pull_number: pull.number }
  const { data } = await call('to update a pull request', () =>
    client.octokit.rest.pulls.update({ ...target, title: text.title, body: text.body }))
  if (pull.draft === text.draft) return
  const mutation = text.draft ? 'convertPullRequestToDraft' : 'markPullRequestReadyForReview'
  const query = `mutation($id: ID!) { ${mutation}(input: { pullRequestId: $id }) { pullRequest { id } } }`
  await call('to change a draft', () => client.octokit.graphql(query, { id: data.node_id }))
}

export async function closePull(client: Client, number: number): Promise<void> {
  await call('to close a pull request', () => client.octokit.rest.pulls.update({ ...client.repo, pull_number: number, state: 'closed' }))
}

function toPull(data: PullData): Pull {
  return {
    number: data.number,
    head: data.head.sha,
    headRef: data.head.ref,
    base: data.base.sha,
    fromFork: data.head.repo?.id !== data.base.repo?.id,
    state: data.merged_at ? 'merged' : data.state === 'open' ? 'open' : 'closed',
    ...(data.merged_at && data.merge_commit_sha ? { mergeCommit: data.merge_commit_sha } : {}),
    draft: data.draft === true,
    title: data.title,
    body: data.body ?? '',
  }
}
