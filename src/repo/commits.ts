// Which commits a range holds.
import { MayflyError } from '../lib/errors.ts'
import { changesIn } from './changes.ts'
import { RAW } from './diff-trees.ts'
import { gitError, gitRecords, NEWLINE, NUL, runGit } from './git.ts'
import type { InGit } from './locate.ts'
import type { Range, Version, Walk } from './port.ts'
import { Trail } from './trail.ts'

/** The full ids of these commits. Throws MayflyError for one that is not here. */
export async function resolveCommits(folder: string, names: readonly string[]): Promise<readonly string[]> {
  const ids = await findCommits(folder, names)
  return names.map((name, index) => {
    const id = ids[index]
    if (id === undefined) throw unknownCommit(name)
    return id
  })
}

/** The full ids of these commits, undefined for each that is not here. */
export async function findCommits(folder: string, names: readonly string[]): Promise<readonly (string | undefined)[]> {
  if (names.length === 0) return []
  const lines = names.map((name) => (/[\n\0]/.test(name) ? '' : `${name}^{commit}`))
  const ran = await runGit({ folder, args: ['cat-file', '--batch-check=%(objectname)'], input: `${lines.join('\n')}\n` })
  const answers = ran.out.toString('latin1').split('\n')
  return names.map((_, index) => answers[index]).map((answer) => (FULL_ID.test(answer ?? '') ? answer : undefined))
}

/** The walk over every commit that the heads reach and the bases do not. */
export async function commitWalk(place: InGit, range: Extract<Range, { of: 'commits' }>): Promise<Walk> {
  const heads = await resolveCommits(place.folder, range.heads)
  const bases = await resolveCommits(place.folder, range.bases)
  const revisions = [...heads, ...bases.map((id) => `^${id}`)]
  return new Trail(place, { revisions, since: range.since, cut: place.shallow, gaps: (cut) => cut.map(cutOff) })
}

/** The walk over every commit that any ref or stash reaches. */
export async function historyWalk(place: InGit, range: Extract<Range, { of: 'history' }>): Promise<Walk> {
  const revisions = [...(await tips(place)), ...(range.except ?? []).map((id) => `^${id}`)]
  const gaps = place.shallow.size === 0 ? [] : [`the history before ${listed(place.shallow)}: this clone is shallow; ${DEEPEN}`]
  // A shallow clone's last commits look as if they brought all their files: so nothing of them is missed.
  return new Trail(place, { revisions, since: range.since, cut: new Set(), gaps: () => gaps })
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
  const stashes = await runGit({ folder: place.folder, args: ['rev-list', '--walk-reflogs', 'refs/stash', '--'] })
  if (stashes.code === 0) ids.push(...stashes.out.toString('latin1').split('\n').filter((id) => id !== ''))
  return ids
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
export async function* stagedVersions(place: InGit): AsyncGenerator<Version> {
  const [head] = await findCommits(place.folder, ['HEAD'])
  const against = head ?? (await emptyTree(place.folder))
  const args = ['diff-index', '--cached', ...RAW, against, '--']
  yield* changesIn(gitRecords({ folder: place.folder, args, end: NUL }), place)
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
