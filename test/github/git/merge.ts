import type { Signature } from './commits.ts'
import { tryGit } from './run.ts'
import { writeCommit } from './write.ts'

export interface Merge {
  readonly base: string
  readonly head: string
  readonly message: string
  readonly by: Signature
}

/** The commit that merges `head` into `base`, not yet on any ref; undefined where they conflict. */
export async function mergeCommits(gitDir: string, merge: Merge): Promise<string | undefined> {
  const merged = await tryGit(gitDir, 'merge-tree', '--write-tree', merge.base, merge.head)
  const tree = merged?.split('\n')[0]
  if (tree === undefined) return undefined
  return writeCommit(gitDir, { tree, parents: [merge.base, merge.head], message: merge.message, author: merge.by, committer: merge.by })
}
