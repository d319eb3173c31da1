import { mirrored, reach, WHOLE_DEPTH, type Ends, type Mirror } from '../src/acting.ts'
import { MayflyError } from '../src/lib/errors.ts'
import type { History } from './history.ts'

export interface Wanted extends Ends {
  /** A ref that holds the head too. */
  readonly headRef: string | undefined
  /** What to begin at where the bases are gone, as after a force push; empty: nothing, so the whole history. */
  readonly otherwise: readonly string[]
}

/** How far to fetch, until the range is told exactly. */
const DEPTHS = [50, 500, 5_000, WHOLE_DEPTH]

/** Fetches the commits of a range, as few as tell it exactly. Throws MayflyError where they cannot be had. */
export async function fetchRange(mirror: Mirror, wanted: Wanted): Promise<Omit<History, 'unseen'>> {
  for (const way of waysTo(wanted)) {
    const depth = await deepen(mirror, way)
    if (depth === 'gone') continue
    const { heads, bases } = way
    const gone = wanted.bases.filter((base) => !bases.includes(base))
    return {
      heads,
      bases,
      repo: await mirrored(mirror),
      from: depth === WHOLE_DEPTH ? 'fetched with its whole history' : `fetched, ${depth} commits deep`,
      notices: gone.map((base) => `Commit ${base} is not on GitHub any more (a force push?), so ${bases.length === 0 ? 'the whole history' : 'all that the default branch does not have'} was looked at`),
    }
  }
  throw new MayflyError('gone', `commit ${wanted.heads.join(', ')} is not on GitHub any more (its branch was deleted or force-pushed)`)
}

interface Way extends Ends {
  readonly names: readonly string[]
}

/** The ways to ask for a range, the best first: by id; from elsewhere, where its first commit is gone; its head by a ref. */
function waysTo({ heads, bases, headRef, otherwise }: Wanted): readonly Way[] {
  const named = [heads, ...(headRef === undefined ? [] : [[headRef]])]
  const starts = bases.length === 0 ? [bases] : [bases, otherwise]
  return named.flatMap((names) => starts.map((start) => ({ heads, bases: start, names: [...names, ...start] })))
}

async function deepen(mirror: Mirror, { names, heads, bases }: Way): Promise<number | 'gone'> {
  for (const depth of bases.length === 0 ? [WHOLE_DEPTH] : DEPTHS) {
    try {
      await mirror.commits(names, depth)
    } catch (error) {
      if (error instanceof MayflyError && error.code === 'gone') return 'gone'
      throw error
    }
    const reached = await reach(mirror.folder, { heads, bases })
    if (reached === 'absent') return 'gone'
    if (reached !== 'cut') return depth
  }
  return WHOLE_DEPTH
}
