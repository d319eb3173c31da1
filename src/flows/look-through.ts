import { scanObjects } from '../pack/scan-objects.ts'
import { ignores } from '../policy/ignores.ts'
import type { Range, Store, Walk } from '../repo/port.ts'
import { Evidence } from './evidence.ts'
import type { Look, Seen, Sighting } from './look.ts'

export type Whole = Extract<Range, { of: 'commits' | 'history' }>

export interface Through {
  readonly store: Store
  readonly folder: string
  readonly range: Whole
}

/** Whether a range is all that its ends reach, so that most of an object store belongs to it. */
export function isWhole(range: Range): range is Whole {
  if (range.of === 'history') return range.since === undefined && range.except === undefined
  return range.of === 'commits' && range.bases.length === 0 && range.since === undefined
}

/** Scans all of an object store. Who brought what is asked once something is found, beside the rest of the scan. */
export async function lookThrough(input: Look, { store, folder, range }: Through): Promise<Seen> {
  const { ruleset, attribution = 'full' } = input
  const walk = await store.walk(range)
  try {
    const scanned = await scanObjects({
      folder,
      ruleset,
      onProgress({ blobs: files, bytes, found }) {
        if (found.size > 0 && attribution === 'full') walk.start()
        input.onProgress?.({ files, bytes, commits: 0 })
      },
    })
    const evidence = new Evidence([scanned])
    if (attribution === 'none') takeNameless(evidence, { blobs: evidence.asked })
    else await attribute(input, { evidence, walk, store, range })
    return evidence.seen({ files: scanned.blobs, commits: walk.commits })
  } finally {
    await walk.close()
  }
}

interface Attributing extends Pick<Through, 'store' | 'range'> {
  readonly evidence: Evidence
  readonly walk: Walk
}

async function attribute(input: Look, { evidence, walk, store, range }: Attributing): Promise<void> {
  const left = new Set(evidence.asked)
  await takeWalk(input, { evidence, walk, left })
  // What the heads of a range do not reach is no part of it; where the walk broke off, nobody can say what is reached.
  if (range.of === 'commits' || left.size === 0) return
  if (walk.told === 'some') return takeNameless(evidence, { blobs: left })
  await takeWalk(input, { evidence, walk: await store.unreachable(), left, reach: 'unreachable' })
  if (left.size > 0) for (const blob of await store.indexed()) left.delete(blob)
  takeNameless(evidence, { blobs: left, reach: 'unreachable' })
}

interface Walking {
  readonly evidence: Evidence
  readonly walk: Walk
  /** The blobs that nobody is known to have brought, so far. */
  readonly left: Set<string>
  readonly reach?: Sighting['reach']
}

async function takeWalk({ policy, prefix = '' }: Look, { evidence, walk, left, reach }: Walking): Promise<void> {
  for await (const version of walk.versions(new Set(left))) {
    if ('gap' in version) evidence.unseen.push(version.gap)
    else {
      left.delete(version.blob)
      if (!ignores(policy, prefix + version.path)) evidence.take(version, reach)
    }
  }
}

/** Blobs without a path go by their ids. */
function takeNameless(evidence: Evidence, { blobs, reach }: { readonly blobs: Iterable<string>; readonly reach?: Sighting['reach'] }): void {
  for (const blob of blobs) evidence.take({ path: `blob:${blob}`, blob, before: [] }, reach)
}
