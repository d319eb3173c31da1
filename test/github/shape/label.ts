import type { JsonObject } from '../http/reply.ts'
import { nodeId } from '../world/ids.ts'
import type { LabelRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'
import type { Placed } from './commit.ts'
import { apiUrl } from './repository.ts'

/** `label` */
export function labelShape(world: World, { repository, item: label }: Placed<LabelRecord>): JsonObject {
  return {
    id: label.id,
    node_id: nodeId('LA', label.id),
    url: `${apiUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: '',
    color: 'ededed',
    default: false,
  }
}
