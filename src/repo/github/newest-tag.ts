import type { Tagged } from '../hosted.ts'
import { callIfAllowed } from './call.ts'
import type { Client } from './client.ts'

/** How long a look holds: the same few actions are written into many repositories. */
const HOUR = 3_600_000

export type TagCache = Map<string, { readonly at: number; readonly tagged: Tagged | undefined }>

/** The newest release of one major of a public action, by its tags; undefined where they cannot be seen from here. */
export async function newestTag(client: Client, wanted: { readonly action: string; readonly major: number }): Promise<Tagged | undefined> {
  const key = `${wanted.action}@v${wanted.major}`
  const known = client.tags.get(key)
  if (known !== undefined && Date.now() - known.at < HOUR) return known.tagged
  const tagged = await look(client, wanted)
  client.tags.set(key, { at: Date.now(), tagged })
  return tagged
}

async function look({ octokit }: Client, { action, major }: { readonly action: string; readonly major: number }): Promise<Tagged | undefined> {
  const [owner = '', repo = ''] = action.split('/')
  const query = { owner, repo, ref: `tags/v${major}.` }
  const answer = await callIfAllowed('to list the tags of an action', () => octokit.rest.git.listMatchingRefs(query))
  const names = (answer?.data ?? []).map(({ ref }) => ref.replace('refs/tags/', '')).filter((name) => /^v\d{1,4}\.\d{1,4}\.\d{1,4}$/.test(name))
  const newest = names.toSorted((one, other) => numberOf(other) - numberOf(one))[0]
  if (newest === undefined) return undefined
  // The commit, also of an annotated tag.
  const commit = await callIfAllowed('to read the tag of an action', () => octokit.rest.repos.getCommit({ owner, repo, ref: `tags/${newest}` }))
  return commit === undefined ? undefined : { version: newest, sha: commit.data.sha }
}

function numberOf(name: string): number {
  const [major = 0, minor = 0, patch = 0] = name.slice(1).split('.').map(Number)
  return (major * 10_000 + minor) * 10_000 + patch
}
