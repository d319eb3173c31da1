import { ignores } from '../policy/ignores.ts'
import type { Memory, RememberedWalk, Store } from '../repo/port.ts'
import { Evidence } from './evidence.ts'
import { blobsAt } from './gone.ts'
import type { Look, Seen, Sighting } from './look.ts'
import { scanStore, type StoreScanned } from './scan-store.ts'
import { whoBrought, type Brought } from './who-brought.ts'
import type { Whole } from './whole.ts'

export interface Through {
  readonly store: Store
  readonly folder: string
  readonly range: Whole
}

/** Scans all of an object store. Who brought what is asked beside the scan; so it is also known what the store lacks. */
export async function lookThrough(input: Look, { store, folder, range }: Through): Promise<Seen> {
  const { ruleset, memory } = input
  const recalled = await memory?.recall()
  const remembered = recalled?.remembered.walk
  const begun = remembered === undefined && input.attribution !== 'none' ? await store.walk(range) : undefined
  const refs = range.of === 'history' ? store.refs() : undefined
  const same = refs !== undefined && remembered?.refs === refs
  const tips = input.attribution === 'none' || begun !== undefined ? undefined : same ? Promise.resolve(remembered.tips) : store.tips(range)
  tips?.catch(() => {}) // heard of when they are needed
  begun?.start()
  try {
    const scanned = await scanStore({
      folder,
      ruleset,
      repo: input.repo,
      memory,
      recalled,
      traces: begun && 'wanted',
      onProgress({ blobs: files, bytes }) {
        input.onProgress?.({ files, bytes, commits: 0 })
      },
    })
    const evidence = new Evidence([scanned])
    const asked = evidence.asked
    const brought = input.attribution === 'none' ? undefined : (await whoBrought({ store, range, tips, begun, asked, remembered, news: scanned.news, traces: scanned.traces }))
    if (brought === undefined) takeNameless(evidence, { blobs: asked })
    else await takeAll(input, { evidence, brought, store })
    const atHead = brought?.of === 'history' ? await headOf(input.repo, { asked, known: same && scanned.news === 'none' ? remembered : undefined }) : undefined
    keep(memory, { scanned, walk: brought === undefined ? remembered : keepable(brought, { refs: refs === store.refs() ? refs : undefined, atHead }) })
    return { ...evidence.seen({ files: scanned.blobs, commits: brought?.commits ?? 0 }), atHead }
  } finally {
    await begun?.close()
  }
}

interface Heading {
  readonly asked: ReadonlySet<string>
  /** What was said of the same HEAD, with the same blobs in the store. */
  readonly known: RememberedWalk | undefined
}

/** Which of these blobs HEAD's files have. */
async function headOf(repo: Look['repo'], { asked, known }: Heading): Promise<ReadonlySet<string>> {
  if (known?.atHead !== undefined && known.asked.length === asked.size) return new Set(known.atHead)
  return asked.size === 0 ? asked : blobsAt(repo, { ref: 'HEAD', of: asked })
}

interface Taking {
  readonly evidence: Evidence
  readonly brought: Brought
  readonly store: Store
}

async function takeAll({ policy, prefix = '' }: Look, { evidence, brought, store }: Taking): Promise<void> {
  const { reached, lost, lacking, gaps, told } = brought
  const left = new Set(brought.asked)
  for (const [versions, reach] of [[reached, undefined], [lost, 'unreachable']] as const) {
    for (const version of versions) {
      left.delete(version.blob)
      if (!ignores(policy, prefix + version.path)) evidence.take(version, reach)
    }
  }
  for (const version of lacking) if (!ignores(policy, prefix + version.path)) evidence.lack(version)
  for (const gap of gaps) evidence.unseen.push(gap)
  // What the heads of a range do not reach is no part of it.
  if (brought.of === 'commits' || left.size === 0) return
  for (const blob of await store.indexed()) left.delete(blob)
  takeNameless(evidence, { blobs: left, ...(told === 'all' ? { reach: 'unreachable' } : {}) })
}

/** Blobs without a path go by their ids. */
function takeNameless(evidence: Evidence, { blobs, reach }: { readonly blobs: Iterable<string>; readonly reach?: Sighting['reach'] }): void {
  for (const blob of blobs) evidence.take({ path: `blob:${blob}`, blob, before: [] }, reach)
}

/** More versions than these are asked for again. */
const MOST_VERSIONS = 200_000

function keep(memory: Memory | undefined, { scanned, walk }: { readonly scanned: StoreScanned; readonly walk: RememberedWalk | undefined }): void {
  if (memory === undefined || scanned.learned === undefined) return
  const { remembered } = scanned.learned
  const kept = walk !== undefined && walk.reached.length + walk.lost.length + walk.lacking.length <= MOST_VERSIONS ? { walk } : {}
  memory.keep({ ...scanned.learned, remembered: { ...remembered, ...kept } })
}

interface Standing {
  /** Undefined where somebody moved a ref in the meantime. */
  readonly refs: string | undefined
  readonly atHead: ReadonlySet<string> | undefined
}

/** What was incomplete is asked for again. */
function keepable({ told, gaps, ...walk }: Brought, { refs, atHead }: Standing): RememberedWalk | undefined {
  if (told !== 'all' || gaps.length > 0) return undefined
  return { ...walk, ...(refs !== undefined && atHead !== undefined ? { refs, atHead: [...atHead] } : {}) }
}
