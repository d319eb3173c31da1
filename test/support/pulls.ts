import type { Repository } from '../github/start.ts'

/** A pull request as the tests look at it. */
export interface SeenPull {
  readonly number: number
  readonly title: string
  readonly draft: boolean
  readonly state: string
  readonly body: string
  readonly head: { readonly ref: string; readonly sha: string }
}

/** All pull requests of a repository, the oldest first. */
export function pullsOf(repository: Repository): readonly SeenPull[] {
  const all: readonly SeenPull[] = JSON.parse(JSON.stringify(repository.pulls()))
  return all.toSorted((one, other) => one.number - other.number)
}

/** The one there is. */
export function onlyPull(repository: Repository): SeenPull {
  const [first, ...more] = pullsOf(repository)
  if (first === undefined || more.length > 0) throw new Error(`one pull request was expected, not ${more.length === 0 ? 0 : more.length + 1}`)
  return first
}
