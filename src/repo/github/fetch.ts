import type { Repo } from '../port.ts'
import type { AskedRange, Fetched } from '../hosted.ts'
import { tip } from './branches.ts'
import type { Client } from './client.ts'
import { openMirror } from '../mirror.ts'
import { mirrored } from '../mirrored.ts'
import { exactRange, NOTHING_NEW, parentsOf, type ExactRange } from './range.ts'

/**
 * Fetches a range over git into a private folder: commits and trees first, then in one request the blobs that the range
 * brings. Blobs that were replaced are fetched only when they are read: that is when something was found.
 */
export async function fetchRange(client: Client, { head, asked }: { head: string; asked: AskedRange }): Promise<Fetched> {
  const range = await rangeOf(client, { head, asked })
  const repo = await openFetched(client, { commits: range.heads, depth: range.depth })
  return { repo, heads: range.heads, bases: range.bases }
}

/** One commit's files, without its history. */
export async function fetchSnapshot(client: Client, commit: string): Promise<Repo> {
  return openFetched(client, { commits: [commit], depth: 1 })
}

/** A mirror that holds these commits; closing the repository removes it. */
async function openFetched(client: Client, wanted: { readonly commits: readonly string[]; readonly depth: number | undefined }): Promise<Repo> {
  const mirror = await openMirror({ url: client.cloneUrl, token: () => client.token() })
  try {
    await mirror.commits(wanted.commits, wanted.depth)
    const repo = await mirrored(mirror)
    return {
      ...repo,
      async close() {
        await repo.close()
        await mirror.remove()
      },
    }
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
