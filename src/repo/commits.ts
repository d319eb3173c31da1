// Which commits a range holds, and the file versions that they bring.
import { MayflyError } from '../lib/errors.ts'
import { changesIn } from './changes.ts'
import { gitError, gitRecords, NEWLINE, NUL, runGit } from './git.ts'
import type { InGit } from './locate.ts'
import type { Gap, Range, Version } from './port.ts'

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

/** What every commit brings that the heads reach and the bases do not. */
export async function* commitVersions(place: InGit, range: Extract<Range, { of: 'commits' }>): AsyncGenerator<Version | Gap> {
  const heads = await resolveCommits(place.folder, range.heads)
  const bases = await resolveCommits(place.folder, range.bases)
  const revisions = [...heads, ...bases.map((id) => `^${id}`)]
  const cut: string[] = []
  yield* bringing(place, within(revList(place.folder, { revisions, all: false }), { shallow: place.shallow, cut }))
  for (const id of cut) yield { gap: `what commit ${id.slice(0, 12)} changed: this clone is shallow and holds none of its parents; ${DEEPEN}` }
}

/** What every commit brings that any ref or stash reaches. */
export async function* historyVersions(place: InGit): AsyncGenerator<Version | Gap> {
  const stashes = await runGit({ folder: place.folder, args: ['rev-list', '--walk-reflogs', 'refs/stash'] })
  const extra = stashes.code === 0 ? stashes.out.toString('latin1').split('\n').filter((id) => id !== '') : []
  yield* bringing(place, revList(place.folder, { revisions: extra, all: true }))
  if (place.shallow.size > 0) yield { gap: `the history before ${listed(place.shallow)}: this clone is shallow; ${DEEPEN}` }
}

/** What the index holds that HEAD does not. */
export async function* stagedVersions(place: InGit): AsyncGenerator<Version> {
  const [head] = await findCommits(place.folder, ['HEAD'])
  const against = head ?? (await emptyTree(place.folder))
  const args = ['diff-index', '--cached', ...RAW, against, '--']
  yield* changesIn(gitRecords({ folder: place.folder, args, end: NUL }), place.prefix)
}

const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/
const DEEPEN = 'fetch more of it (git fetch --unshallow; fetch-depth: 0 in actions/checkout)'
// Full ids; a rename counts as one only where no byte changed.
const RAW = ['--raw', '-z', '--no-abbrev', '-M100%']

function unknownCommit(name: string): MayflyError {
  if (FULL_ID.test(name)) return new MayflyError('git', `commit ${name} is not in this clone; ${DEEPEN}`)
  return new MayflyError('usage', `there is no commit ${JSON.stringify(name)} in this repository`)
}

// A merge is compared with all its parents and shows what differs from each: https://git-scm.com/docs/git-diff-tree#_combined_diff_format
function bringing(place: InGit, ids: AsyncIterable<string>): AsyncGenerator<Version> {
  const args = ['diff-tree', '--stdin', '--root', '-r', '-c', ...RAW]
  return changesIn(gitRecords({ folder: place.folder, args, end: NUL, input: ids }), place.prefix)
}

/** One id a line, of what these revisions reach; with `all`, of what the refs reach too. */
async function* revList(folder: string, from: { readonly revisions: readonly string[]; readonly all: boolean }): AsyncGenerator<string> {
  const input = from.revisions.map((revision) => `${revision}\n`)
  const args = ['rev-list', ...(from.all ? ['--all'] : []), '--stdin']
  for await (const record of gitRecords({ folder, args, end: NEWLINE, input })) yield `${record.toString('latin1')}\n`
}

// A commit without its parents looks as if it brought every file it has.
async function* within(ids: AsyncIterable<string>, at: { shallow: ReadonlySet<string>; cut: string[] }): AsyncGenerator<string> {
  for await (const line of ids) {
    if (at.shallow.has(line.trim())) at.cut.push(line.trim())
    else yield line
  }
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
