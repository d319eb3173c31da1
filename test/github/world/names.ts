import type { NamedRecord } from './records.ts'
import type { World } from './world.ts'

/** Sets a variable, secret or environment in one of the maps; the second time it is an update. */
export function setNamed(
  world: World,
  wanted: { readonly in: Map<string, NamedRecord>; readonly name: string; readonly value?: string },
): NamedRecord {
  const { in: map, name, value = '' } = wanted
  const now = world.clock.now()
  const before = map.get(name)
  const record = { id: before?.id ?? world.ids.next('environment'), name, value, createdAt: before?.createdAt ?? now, updatedAt: now }
  map.set(name, record)
  return record
}
