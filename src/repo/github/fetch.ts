import type { Content, Gap, Repo, Version } from '../port.ts'
import type { AskedRange, Fetched } from '../hosted.ts'
import { openLocal } from '../local.ts'
import type { Client } from './client.ts'
import { openMirror, type Mirror } from '../mirror.ts'
import { exactRange } from './range.ts'

const BATCH = 20_000

/**
 * Fetches a range over git into a private folder: commits and trees first, then in one request the blobs that the range
 * brings. Blobs that were replaced are fetched only when they are read: that is when something was found.
 */
export async function fetchRange(client: Client, { head, asked }: { head: string; asked: AskedRange }): Promise<Fetched> {
  const range = await exactRange(client, { head, base: await baseOf(client, { head, asked }) })
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

async function baseOf(client: Client, { head, asked }: { head: string; asked: AskedRange }): Promise<string | undefined> {
  if (asked.base !== null) return asked.base
  const { data } = await client.octokit.rest.repos.getBranch({ ...client.repo, branch: client.about.defaultBranch })
  // A push that made the default branch is new as a whole.
  return data.commit.sha === head ? undefined : data.commit.sha
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
