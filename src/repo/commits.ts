// Which commits a range holds.
import { MayflyError } from '../lib/errors.ts'
import { ChangeReader } from './changes.ts'
import { RAW } from './diff-trees.ts'
import { gitChunks, gitError, gitRecords, NEWLINE, runGit } from './git.ts'
import type { InGit } from './locate.ts'
import type { Objects } from './objects.ts'
import type { Gap, Range, Version, Walk } from './port.ts'
import { Trail } from './trail.ts'

/** The full ids of these commits. Throws MayflyError for one that is not here. */
export async function resolveCommits(objects: Objects, names: readonly string[]): Promise<readonly string[]> {
  const ids = await findCommits(objects, names)
  return names.map((name, index) => {
    const id = ids[index]
    if (id === undefined) throw unknownCommit(name)
    return id
  })
}

/** The full ids of these commits, undefined for each that is not here. */
export function findCommits(objects: Objects, names: readonly string[]): Promise<readonly (string | undefined)[]> {
  return Promise.all(names.map((name) => objects.find(`${name}^{commit}`)))
}

/** The walk over every commit that the heads reach and the bases do not. */
export async function commitWalk({ place, objects }: Local, range: CommitRange): Promise<Walk> {
  const names = await resolveCommits(objects, [...range.heads, ...range.bases])
  return trailOf(place, { ...range, names })
}

/** What these commits bring. While one git sees whether they are here, another walks. */
export async function* commitVersions({ place, objects }: Local, range: CommitRange): AsyncGenerator<Version | Gap> {
  const names = [...range.heads, ...range.bases]
  const ids = resolveCommits(objects, names)
  ids.catch(() => {}) // heard of before anything is told
  const walk = trailOf(place, { ...range, names: names.every((name) => PLAIN.test(name)) ? names.map((name) => `${name}^{commit}`) : await ids })
  const versions = walk.versions({ only: range.only })
  const first = versions.next()
  first.catch(() => {}) // what is wrong with a name is told first
  try {
    await ids
    for (let next = await first; next.done !== true; next = await versions.next()) yield next.value
  } finally {
    await versions.return(undefined)
  }
}

type CommitRange = Extract<Range, { of: 'commits' }>

function trailOf(place: InGit, { names, heads, since }: CommitRange & { readonly names: readonly string[] }): Trail {
  const revisions = names.map((name, index) => (index < heads.length ? name : `^${name}`))
  return new Trail(place, { revisions, since, cut: place.shallow, gaps: (cut) => cut.map(cutOff) })
}

/** A repository with the git that reads its objects. */
export interface Local {
  readonly place: InGit
  readonly objects: Objects
}

/** Names that `git log` takes for what `git cat-file` takes them for: no range, and no option. */
const PLAIN = /^(?![-^]|.{0,400}(?:\.\.|\^-))[\w./~^-]{1,400}$/

/** The walk over every commit that any ref or stash reaches. */
export async function historyWalk(place: InGit, range: Extract<Range, { of: 'history' }>): Promise<Walk> {
  const revisions = [...(await stashes(place)), ...(range.except ?? []).map((id) => `^${id}`)]
  const gaps = place.shallow.size === 0 ? [] : [`the history before ${listed(place.shallow)}: this clone is shallow; ${DEEPEN}`]
  // A shallow clone's last commits look as if they brought all their files: so nothing of them is missed.
  return new Trail(place, { refs: 'all', revisions, since: range.since, cut: new Set(), gaps: () => gaps })
}

/** The walk over the commits of the store that no ref and no stash reaches. */
export async function unreachableWalk(place: InGit): Promise<Walk> {
  const known = (await tips(place)).map((id) => `^${id}`)
  const args = ['cat-file', '--batch-all-objects', '--unordered', '--buffer', '--batch-check=%(objecttype) %(objectname)']
  const ids: string[] = []
  for await (const record of gitRecords({ folder: place.folder, args, end: NEWLINE })) {
    if (record[0] === LETTER_C) ids.push(record.toString('latin1').slice('commit '.length))
  }
  return new Trail(place, { revisions: [...ids, ...known], cut: new Set(), gaps: () => [] })
}

/** The commits that refs name, HEAD and the stashes among them: all that is reachable is reached from these. */
export async function tips(place: InGit): Promise<readonly string[]> {
  const ids: string[] = []
  for await (const record of gitRecords({ folder: place.folder, args: ['rev-list', '--all', '--no-walk=unsorted'], end: NEWLINE })) {
    ids.push(record.toString('latin1'))
  }
  return [...ids, ...(await stashes(place))]
}

/** The last one is a ref of its own, those before it are not. */
async function stashes(place: InGit): Promise<readonly string[]> {
  const ran = await runGit({ folder: place.folder, args: ['rev-list', '--walk-reflogs', 'refs/stash', '--'] })
  return ran.code === 0 ? ran.out.toString('latin1').split('\n').filter((id) => id !== '') : []
}

/** The blobs that the index of this work tree or another has. */
export async function indexed(place: InGit): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  const args = ['rev-list', '--objects', '--no-object-names', '--indexed-objects', '--ignore-missing']
  for await (const record of gitRecords({ folder: place.folder, args, end: NEWLINE })) ids.add(record.toString('latin1'))
  return ids
}

/** Whether these tips reach all of those commits. */
export async function reachFrom(place: InGit, { tips: ids, commits }: { readonly tips: readonly string[]; readonly commits: readonly string[] }): Promise<'all' | 'some'> {
  const input = [...commits, ...ids.map((id) => `^${id}`)].map((line) => `${line}\n`).join('')
  const ran = await runGit({ folder: place.folder, args: ['rev-list', '--max-count=1', '--stdin'], input })
  return ran.code === 0 && ran.out.length === 0 ? 'all' : 'some'
}

/** What the index holds that HEAD does not. */
export async function* stagedVersions({ place, objects }: Local): AsyncGenerator<Version> {
  const [head] = await findCommits(objects, ['HEAD'])
  const against = head ?? (await emptyTree(place.folder))
  const args = ['diff-index', '--cached', ...RAW, against, '--']
  const reader = new ChangeReader({ prefix: place.prefix })
  for await (const chunk of gitChunks({ folder: place.folder, args })) yield* reader.feed(chunk)
}

const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/
const DEEPEN = 'fetch more of it (git fetch --unshallow; fetch-depth: 0 in actions/checkout)'
const LETTER_C = 99

function cutOff(id: string): string {
  return `what commit ${id.slice(0, 12)} changed: this clone is shallow and holds none of its parents; ${DEEPEN}`
}

function unknownCommit(name: string): MayflyError {
  if (FULL_ID.test(name)) return new MayflyError('git', `commit ${name} is not in this clone; ${DEEPEN}`)
  return new MayflyError('usage', `there is no commit ${JSON.stringify(name)} in this repository`)
}

async function emptyTree(folder: string): Promise<string> {
  const ran = await runGit({ folder, args: ['hash-object', '-t', 'tree', '--stdin'] })
  if (ran.code !== 0) throw gitError('hash-object', ran)
  return ran.out.toString('latin1').trim()
}

function listed(ids: ReadonlySet<string>): string {
  const some = [...ids].slice(0, 3).map((id) => id.slice(0, 12)).join(', ')
  return ids.size > 3 ? `${some} and ${ids.size - 3} more commits` : `commit ${some}`
}
