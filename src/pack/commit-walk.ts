import type { Walked, WalkFrom } from '../repo/port.ts'
import type { LooseObjects } from './object-store.ts'
import { idsOf, type PackWork } from './pack-work.ts'
import type { PackWorker } from './pack-worker.ts'

/** An engine that has the records of all trees and commits (assembly/trees.ts, assembly/commits.ts). */
export interface Recorded {
  readonly worker: PackWorker
  readonly work: PackWork & { readonly loose: LooseObjects }
  /** How many commits there are, and objects of all types. */
  readonly commits: number
  readonly objects: number
  /** Where an id may be written. */
  readonly id: number
}

// What `pick` is asked for.
const BRINGING = 0
const CUT = 1

/** Goes through commits as Traces.walk says. Memory: 20 bytes for each. */
export function walkCommits(recorded: Recorded, from: WalkFrom): Walked | 'unclear' {
  const { worker: { engine: { call }, arena }, commits, objects } = recorded
  const [heap, order, picked] = [arena.take(commits * 16), arena.take(commits * 4), arena.take(commits * 4)]
  if (heap === 'full' || order === 'full' || picked === 'full') return 'unclear'
  call.openWalk(heap, order, objects)
  const walked = walk(recorded, from) === 'all' ? named(recorded, picked) : 'unclear'
  for (const at of [heap, order, picked]) arena.give(at)
  return walked
}

function walk({ worker: { engine }, id }: Recorded, { tips, shallow, cut }: WalkFrom): 'all' | 'some' {
  const { bytes, call } = engine
  for (const oid of shallow) {
    bytes.write(oid, id, 'hex')
    call.cutOff(id, cut.has(oid) ? 1 : 0)
  }
  for (const oid of tips) {
    bytes.write(oid, id, 'hex')
    if (call.beginAt(id) === 0) return 'some'
  }
  return call.walk() === 0 ? 'some' : 'all'
}

function named({ worker: { engine }, work }: Recorded, to: number): Walked {
  const [bringing, cut] = [BRINGING, CUT].map((what) => {
    const count = engine.call.pick(what, to)
    return Array.from({ length: count }, (_, i) => engine.bytes.readUInt32LE(to + i * 4))
  })
  const ids = idsOf([...(bringing ?? []), ...(cut ?? [])], work)
  function idOf(number: number): string {
    return ids.get(number) ?? work.loose.ids[number - work.table.types.length] ?? ''
  }
  return { commits: engine.call.walked(), bringing: bringing?.map(idOf) ?? [], cut: cut?.map(idOf) ?? [] }
}
