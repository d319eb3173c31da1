import type { Memory } from './port.ts'
import type { MemoryPlace } from './store-memory.ts'

/** The memory of a place, of which nothing is loaded before it is recalled: most scans recall none. */
export function lateMemory(place: MemoryPlace): Memory {
  let opened: Memory | undefined
  return {
    versionOf: (kind) => place.versionOf(kind),
    async recall() {
      const { openMemory } = await import('./store-memory.ts')
      opened = openMemory(place)
      return opened.recall()
    },
    keep: (learned) => opened?.keep(learned),
  }
}
