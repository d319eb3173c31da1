import { call, callMaybe } from './call.ts'
import type { Client } from './client.ts'

/** A range of commits, exactly: all that `heads` reach and `bases` do not; `depth` says how far git has to fetch. */
export interface ExactRange {
  readonly heads: readonly string[]
  readonly bases: readonly string[]
  /** Undefined: the whole history of the heads. */
  readonly depth: number | undefined
}

/**
 * What stands between a base and a head, by GitHub's own graph (all pages: a payload lists 2,048 commits and a
 * comparison 250 a page). Undefined where GitHub does not know the base (any more).
 * https://docs.github.com/en/rest/commits/commits#compare-two-commits
 */
export async function exactRange(client: Client, ends: { readonly base: string; readonly head: string }): Promise<ExactRange | undefined> {
  const commits = await compared(client, `${ends.base}...${ends.head}`)
  if (commits === undefined) return undefined
  const inside = new Set(commits.map(({ sha }) => sha))
  const outside = new Set(commits.flatMap(({ parents }) => parents).filter((sha) => !inside.has(sha)))
  if (commits.length === 0) return { heads: [ends.head], bases: [ends.head], depth: NOTHING_NEW }
  // Every commit of the range is at most as many steps from the head as the range has commits; one more for the parents.
  return { heads: [ends.head], bases: [...outside], depth: commits.length + 1 }
}

/** The depth of a range without a commit. */
export const NOTHING_NEW = 1

export async function parentsOf(client: Client, commit: string): Promise<readonly string[]> {
  const { data } = await call('to read a commit', () => client.octokit.rest.git.getCommit({ ...client.repo, commit_sha: commit }))
  return data.parents.map(({ sha }) => sha)
}

interface Node {
  readonly sha: string
  readonly parents: readonly string[]
}

async function compared(client: Client, basehead: string): Promise<readonly Node[] | undefined> {
  const nodes: Node[] = []
  for (let page = 1; ; page++) {
    const query = { ...client.repo, basehead, per_page: 250, page }
    const answer = await callMaybe('to compare commits', () => client.octokit.rest.repos.compareCommitsWithBasehead(query))
    if (answer === undefined) return undefined
    nodes.push(...answer.data.commits.map(({ sha, parents }) => ({ sha, parents: parents.map((parent) => parent.sha) })))
    if (nodes.length >= answer.data.total_commits || answer.data.commits.length === 0) return nodes
  }
}
