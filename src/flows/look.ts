import type { Match } from '../finding.ts'
import { MayflyError } from '../lib/errors.ts'
import type { Policy } from '../policy/policy.ts'
import type { BlobMemory, Gap, Memory, Range, Repo, Version } from '../repo/port.ts'
import type { Ruleset } from '../scan/ruleset.ts'
import { lookAtFiles } from './look-at-files.ts'
import { lookListed } from './look-listed.ts'
import { lookOneByOne } from './look-one-by-one.ts'
import type { Through } from './look-through.ts'
import type { Rules } from './rules.ts'
import { isWhole } from './whole.ts'

/** A look that needs all rules from its beginning. */
export interface Look extends Omit<Looking, 'rules'> {
  readonly ruleset: Ruleset
}

export interface Looking {
  readonly repo: Repo
  readonly range: Range
  readonly rules: Rules
  readonly policy: Policy
  /** Where the scanned folder lies below the repository's top, ending in a slash: policies count from there. */
  readonly prefix?: string
  /** `none`: of a whole history nobody is asked who brought what, so findings name blobs, and no path is ignored. */
  readonly attribution?: 'full' | 'none'
  /** What is known of a clone from earlier scans; what this one learns is added. */
  readonly memory?: Memory | undefined
  /** Likewise of single blobs, where a clone does not last. */
  readonly blobs?: BlobMemory | undefined
  onProgress?(progress: Progress): void
}

export interface Progress {
  readonly files: number
  readonly bytes: number
  readonly commits: number
}

/** A token that a version brings. */
export interface Sighting {
  readonly path: string
  readonly commit?: string
  readonly blob: string
  /** That no ref and no stash reaches what brings it. */
  readonly reach?: 'unreachable'
  readonly match: Match
}

export interface Seen {
  readonly sightings: readonly Sighting[]
  /** Fingerprint → the blobs that hold it, new or not. */
  readonly holders: ReadonlyMap<string, ReadonlySet<string>>
  readonly progress: Progress
  readonly unseen: readonly string[]
  readonly binaries: number
  /** Which blobs with something in them HEAD's files have, where that is known already. */
  readonly atHead?: ReadonlySet<string> | undefined
}

/**
 * Scans what a range brings and keeps the tokens that did not stand in what it replaces. A whole history is taken from the
 * object store as it lies there, a long range by its blobs; files on disk, and what few blobs there are, one by one.
 */
export async function look(input: Looking): Promise<Seen> {
  const { range, repo } = input
  const { store } = repo
  if (range.of === 'tree' && range.ref === undefined && range.only === undefined && repo.disk !== undefined) return lookAtFiles(input, repo.disk)
  if (store === undefined || (range.of === 'tree' && range.ref === undefined)) return lookOneByOne(input, { versions: untilBroken(repo.versions(range)) })
  const folder = isWhole(range) ? await store.folder('all') : undefined
  const whole = folder !== undefined && isWhole(range) ? await unlessBroken(() => lookThrough(input, { store, folder, range })) : undefined
  return whole ?? lookListed(input, { store, versions: untilBroken(repo.versions(range)) })
}

/** What reads packs is loaded where there are some. */
async function lookThrough(input: Looking, through: Through): Promise<Seen> {
  const loaded = await import('./look-through.ts')
  return loaded.lookThrough({ ...input, ruleset: await input.rules.ready() }, through)
}

/** What git cannot tell as a whole, it may tell in part. */
async function unlessBroken(work: () => Promise<Seen>): Promise<Seen | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof MayflyError) || error.code !== 'git') throw error
    return undefined
  }
}

/** Where git fails in the middle (a damaged clone, a commit that was not fetched), what was seen till then still counts. */
async function* untilBroken(versions: AsyncIterable<Version | Gap>): AsyncGenerator<Version | Gap> {
  try {
    yield* versions
  } catch (error) {
    if (!(error instanceof MayflyError) || error.code !== 'git') throw error
    yield { gap: error.message }
  }
}
