import type { AskedRange } from '../repo/hosted.ts'
import type { AppContext } from './app-context.ts'

export interface Asked extends AskedRange {
  readonly fromFork: boolean
}

/** Every range that ends in this commit: those that events brought, and the open pull requests of which it is the head. */
export async function askedRanges({ hosted, ledger }: AppContext, head: string): Promise<readonly [Asked, ...Asked[]]> {
  const pulls = await hosted.pullsAt(head)
  const recorded = await ledger.ranges.of(hosted.id, head)
  const ranges: Asked[] = recorded
    .filter(({ kind }) => kind !== 'pull')
    .map(({ kind, base }) => ({ kind, base, fromFork: false }))
  for (const pull of pulls) ranges.push({ kind: 'pull', base: pull.base, fromFork: pull.fromFork })
  const [first, ...rest] = new Map(ranges.map((range) => [range.base, range])).values()
  return first === undefined ? [{ kind: 'branch', base: null, fromFork: false }] : [first, ...rest]
}
