import type { RangeRow } from '../ledger/ledger.ts'
import type { AskedRange, Pull } from '../repo/hosted.ts'
import type { AppContext } from './app-context.ts'

export interface Asked extends AskedRange {
  /** A stranger may have made it. */
  readonly fromFork: boolean
}

/** Every range that ends in this commit: those that events brought, and the open pull requests of which it is the head. */
export async function askedRanges(context: AppContext, head: string): Promise<readonly [Asked, ...Asked[]]> {
  const { hosted, ledger } = context
  const recorded = await ledger.ranges.of(hosted.id, head)
  const pulls = await pullsOf(context, { head, recorded })
  const ranges: Asked[] = recorded
    .filter(({ kind }) => kind !== 'pull')
    .map(({ kind, base }) => ({ kind, base, fromFork: false }))
  for (const { base, fromFork, state } of pulls) if (state === 'open') ranges.push({ kind: 'pull', base, fromFork })
  const [first, ...rest] = new Map(ranges.map((range) => [`${range.base} ${range.fromFork}`, range])).values()
  return first === undefined ? [unknown(pulls)] : [first, ...rest]
}

/** Who brought a commit that no event told of, or whose pull requests are closed, is known only where those are of this repository. */
function unknown(pulls: readonly Pull[]): Asked {
  return { kind: 'branch', base: null, fromFork: pulls.length === 0 || pulls.some(({ fromFork }) => fromFork) }
}

/** GitHub does not list a fork's pull request at its commit, so those that events told of are asked for one by one. */
async function pullsOf({ hosted }: AppContext, { head, recorded }: { head: string; recorded: readonly RangeRow[] }): Promise<readonly Pull[]> {
  const pulls = [...(await hosted.pullsAt(head))]
  for (const number of new Set(recorded.flatMap(({ number }) => number ?? []))) {
    if (pulls.some((pull) => pull.number === number)) continue
    const pull = await hosted.pull(number)
    if (pull.head === head) pulls.push(pull)
  }
  return pulls
}
