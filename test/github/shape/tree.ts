import type { Tree, TreeEntry } from '../git/objects.ts'
import type { JsonObject } from '../http/reply.ts'
import type { World } from '../world/world.ts'
import type { Placed } from './commit.ts'
import { apiUrl } from './repository.ts'

/** `git-tree` */
export function treeShape(world: World, { repository, item: tree }: Placed<Tree>): JsonObject {
  return {
    sha: tree.sha,
    url: `${apiUrl(world, repository)}/git/trees/${tree.sha}`,
    tree: tree.entries.map((entry) => entryShape(world, { repository, item: entry })),
    truncated: tree.truncated,
  }
}

function entryShape(world: World, { repository, item: entry }: Placed<TreeEntry>): JsonObject {
  const kind = entry.type === 'tree' ? 'trees' : 'blobs'
  return {
    path: entry.path,
    mode: entry.mode,
    type: entry.type,
    sha: entry.sha,
    ...(entry.size === undefined ? {} : { size: entry.size }),
    ...(entry.type === 'commit' ? {} : { url: `${apiUrl(world, repository)}/git/${kind}/${entry.sha}` }),
  }
}
