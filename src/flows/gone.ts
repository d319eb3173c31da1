import { MayflyError } from '../lib/errors.ts'
import type { Repo } from '../repo/port.ts'
import type { Seen } from './look.ts'

/**
 * The fingerprints that no file of the heads' trees holds any more, as far as the range tells: these tokens are in the
 * history alone, where removing a line does not reach.
 */
export async function goneFrom(repo: Repo, { heads, seen }: { readonly heads: readonly string[]; readonly seen: Seen }): Promise<ReadonlySet<string>> {
  const fingerprints = new Set(seen.sightings.map(({ match }) => match.token.secret.fingerprint))
  const waiting = new Map([...fingerprints].map((print) => [print, seen.holders.get(print) ?? new Set<string>()]))
  for (const ref of heads) {
    if (waiting.size === 0) break
    const blobs = seen.atHead ?? (await blobsAt(repo, { ref, of: new Set([...waiting.values()].flatMap((held) => [...held])) }))
    for (const [print, held] of waiting) if ([...held].some((blob) => blobs.has(blob))) waiting.delete(print)
  }
  return new Set(waiting.keys())
}

/** Which of these blobs the files of a commit have. */
export async function blobsAt(repo: Repo, { ref, of }: { readonly ref: string; readonly of: ReadonlySet<string> }): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  try {
    for await (const version of repo.versions({ of: 'tree', ref, only: of })) if ('blob' in version) found.add(version.blob)
  } catch (error) {
    // A branch without a commit has no files.
    if (!(error instanceof MayflyError) || ref !== 'HEAD') throw error
  }
  return found
}
