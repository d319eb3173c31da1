// What single commits bring, by git diff-tree: slower than a log, exact about merges, and it goes on after a commit that is damaged.
import { MayflyError } from '../lib/errors.ts'
import { ChangeReader } from './changes.ts'
import { gitChunks, gitRecords, NEWLINE } from './git.ts'
import type { InGit } from './locate.ts'
import type { Gap, Version } from './port.ts'

/** What these commits bring. */
export async function* exactVersions(place: InGit, { commits, only }: { readonly commits: Iterable<string>; readonly only: Only }): AsyncGenerator<Version> {
  const ids = [...commits]
  if (ids.length > 0) yield* bringing(place, { ids, only })
}

export interface Sturdy {
  readonly refs?: 'all' | undefined
  readonly revisions: readonly string[]
  readonly since?: string | undefined
  readonly cut: ReadonlySet<string>
  readonly only: Only
}

/** What the commits of a walk bring that a log could not tell to its end: as many of them as git can read, and a gap per trouble. */
export async function* sturdyVersions(place: InGit, steps: Sturdy): AsyncGenerator<Version | Gap> {
  const ids: string[] = []
  const troubles = new Set<string>()
  try {
    for await (const id of revList(place.folder, steps)) if (!steps.cut.has(id)) ids.push(id)
  } catch (error) {
    troubles.add(wordsOf(error))
  }
  for (let from = 0; from < ids.length && troubles.size < MOST_TROUBLES; from++) {
    const rest = ids.slice(from)
    try {
      yield* bringing(place, { ids: rest, only: steps.only, onCommit: () => from++ })
      break
    } catch (error) {
      troubles.add(wordsOf(error))
    }
  }
  for (const trouble of troubles) yield { gap: trouble }
}

type Only = ReadonlySet<string> | undefined

const MOST_TROUBLES = 20
// Full ids; a rename counts as one only where no byte changed.
export const RAW = ['--raw', '-z', '--no-abbrev', '-M100%']

// A merge is compared with all its parents and shows what differs from each: https://git-scm.com/docs/git-diff-tree#_combined_diff_format
// Each commit is named, also one without changes: so the one after the last is where git stopped.
async function* bringing(place: InGit, { ids, only, onCommit }: Bringing): AsyncGenerator<Version> {
  const args = ['diff-tree', '--stdin', '--root', '--always', '-r', '-c', ...RAW]
  const reader = new ChangeReader({ prefix: place.prefix, only, onCommit })
  for await (const chunk of gitChunks({ folder: place.folder, args, input: ids.map((id) => `${id}\n`).join('') })) yield* reader.feed(chunk)
}

interface Bringing {
  readonly ids: readonly string[]
  readonly only: Only
  readonly onCommit?: () => void
}

async function* revList(folder: string, { refs, revisions, since }: Sturdy): AsyncGenerator<string> {
  const args = ['rev-list', ...(since === undefined ? [] : [`--since=${since}`]), ...(refs === undefined ? [] : ['--all']), '--stdin']
  const input = revisions.map((revision) => `${revision}\n`)
  for await (const record of gitRecords({ folder, args, end: NEWLINE, input })) yield record.toString('latin1')
}

function wordsOf(error: unknown): string {
  if (error instanceof MayflyError && error.code === 'git') return error.message
  throw error
}
