import type { Account, IssueRecord, PullIssue, PullRecord, RepositoryRecord } from './records.ts'
import type { World } from './world.ts'

export function isPull(issue: IssueRecord): issue is PullIssue {
  return issue.pull !== undefined
}

export function pullsOf(repository: RepositoryRecord): readonly PullIssue[] {
  return repository.issues.filter(isPull)
}

export function pullOf(repository: RepositoryRecord, number: number): PullIssue | undefined {
  return pullsOf(repository).find((issue) => issue.number === number)
}

/** Open pull requests from a branch of the same repository whose head is this commit. */
export function pullsOfHead(at: { readonly repository: RepositoryRecord; readonly sha: string }): readonly PullIssue[] {
  const { repository, sha } = at
  return pullsOf(repository).filter(({ state, pull }) => state === 'open' && pull.headSha === sha && pull.head.repository === repository)
}

/** Every open pull request, of whatever repository, that comes from a branch. */
export function pullsFrom(
  world: World,
  head: PullRecord['head'],
): readonly { readonly repository: RepositoryRecord; readonly item: PullIssue }[] {
  return world.repositories.flatMap((repository) =>
    pullsOf(repository)
      .filter(({ state, pull }) => state === 'open' && pull.head.repository === head.repository && pull.head.branch === head.branch)
      .map((item) => ({ repository, item })),
  )
}

export interface IssueWanted {
  readonly repository: RepositoryRecord
  readonly author: Account
  readonly title: string
  readonly body: string | null
}

/** Issues and pull requests share one row of numbers. */
export function addIssue<P extends PullRecord | undefined>(
  world: World,
  wanted: IssueWanted & { readonly pull: P },
): IssueRecord & { readonly pull: P } {
  const { repository, author, title, body, pull } = wanted
  const now = world.clock.now()
  const issue = {
    id: world.ids.next('pull'),
    number: repository.nextNumber++,
    author,
    title,
    body,
    pull,
    state: 'open' as const,
    labels: new Set<string>(),
    createdAt: now,
    updatedAt: now,
    closedAt: undefined,
  }
  repository.issues.push(issue)
  return issue
}
