import type { Content, Gap, Repo, Version } from '../port.ts'
import type { AskedRange, Fetched } from '../hosted.ts'
import { openLocal } from '../local.ts'
import { tip } from './branches.ts'
import type { Client } from './client.ts'
import { openMirror, type Mirror } from '../mirror.ts'
import { exactRange, NOTHING_NEW, parentsOf, type ExactRange } from './range.ts'

const BATCH = 20_000

/**
 * Fetches a range over git into a private folder: commits and trees first, then in one request the blobs that the range
 * brings. Blobs that were replaced are fetched only when they are read: that is when something was found.
 */
export async function fetchRange(client: Client, { head, asked }: { head: string; asked: AskedRange }): Promise<Fetched> {
  const range = await rangeOf(client, { head, asked })
  const mirror = await openMirror({ url: client.cloneUrl, token: () => client.token() })
  try {
    await mirror.commits(range.heads, range.depth)
    const repo = withBlobs(await openLocal(mirror.folder), mirror)
    return { repo, heads: range.heads, bases: range.bases }
  } catch (error) {
    await mirror.remove()
    throw error
  }
}

/** One commit's files, without its history. */
export async function fetchSnapshot(client: Client, commit: string): Promise<Repo> {
  const mirror = await openMirror({ url: client.cloneUrl, token: () => client.token() })
  try {
    await mirror.commits([commit], 1)
    return withBlobs(await openLocal(mirror.folder), mirror)
  } catch (error) {
    await mirror.remove()
    throw error
  }
}

/** The range that was asked for; where its base is gone or there is none, what the default branch does not have. */
async function rangeOf(client: Client, { head, asked }: { head: string; asked: AskedRange }): Promise<ExactRange> {
  const whole = { heads: [head], bases: [], depth: undefined }
  const known = asked.base === null ? undefined : await exactRange(client, { head, base: asked.base })
  if (known !== undefined) return known
  const base = await tip(client, client.about.defaultBranch)
  if (base === undefined || (asked.kind === 'push' && asked.base === null)) return whole
  const range = (await exactRange(client, { head, base })) ?? whole
  if (range.depth !== NOTHING_NEW) return range
  // A push that made or rewrote the default branch is new as a whole; of a branch made at an old commit, that commit is looked at.
  return asked.kind === 'push' ? whole : { heads: [head], bases: await parentsOf(client, head), depth: 2 }
}

function withBlobs(repo: Repo, mirror: Mirror): Repo {
  const have = new Set<string>()
  return {
    ...repo,
    async *versions(range) {
      const versions: (Version | Gap)[] = []
      for await (const version of repo.versions(range)) versions.push(version)
      const blobs = [...new Set(versions.flatMap((version) => ('gap' in version || have.has(version.blob) ? [] : [version.blob])))]
      for (const blob of blobs) have.add(blob)
      for (let from = 0; from < blobs.length; from += BATCH) await mirror.objects(blobs.slice(from, from + BATCH))
      yield* versions
    },
    async read(blob): Promise<Content> {
      const content = await repo.read(blob)
      if (content.state !== 'missing') return content
      await mirror.objects([blob])
      return repo.read(blob)
    },
    async file(path, ref) {
      if (ref !== undefined) await mirror.fileAt(ref, path)
      return repo.file(path, ref)
    },
    async close() {
      await repo.close()
      await mirror.remove()
    },
  }
}
