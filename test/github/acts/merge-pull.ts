import { moveRef } from '../git/refs.ts'
import type { World } from '../world/world.ts'
import { mergeHead } from './merge-ref.ts'
import { tellPull, type PullAct } from './pulls.ts'
import { refsMoved } from './refs-moved.ts'

/** Merges with a merge commit; `conflict` where git can't. */
export async function mergePull(world: World, act: PullAct): Promise<'merged' | 'conflict'> {
  const {
    repository,
    item: { pull, number },
    item,
    sender,
  } = act
  const merged = await mergeHead(world, {
    ...act,
    message: `Merge pull request #${number} from ${pull.head.repository.owner.login}/${pull.head.branch}\n\n${item.title}`,
  })
  if (merged === undefined) return 'conflict'
  const update = { ref: `refs/heads/${pull.baseBranch}`, before: merged.base, after: merged.sha }
  await moveRef(repository.gitDir, update)
  pull.mergeCommit = merged.sha
  pull.mergedAt = item.closedAt = item.updatedAt = world.clock.now()
  pull.mergedBy = sender
  item.state = 'closed'
  await tellPull(world, { ...act, action: 'closed' })
  await refsMoved(world, { repository, updates: [update], sender })
  return 'merged'
}
