// Git's walk over a range of commits: which file versions each of them brings.
import { readSync } from 'node:fs'
import { MayflyError } from '../lib/errors.ts'
import { CommitReader } from './commit-reader.ts'
import { exactVersions, sturdyVersions } from './diff-trees.ts'
import { allRefs } from './all-refs.ts'
import { gitChunks, spoolGit } from './git.ts'
import type { InGit } from './locate.ts'
import { LogReader } from './log-reader.ts'
import { openNameless, type Nameless } from './nameless.ts'
import type { Gap, Traces, Version, Walk, Walked, WalkFor } from './port.ts'
import { presence } from './presence.ts'

export interface Steps {
  /** `all`: to walk from all refs and from HEAD too. */
  readonly refs?: 'all'
  /** Ids of commits to walk from, and with a caret of those to stop before. */
  readonly revisions: readonly string[]
  /** The oldest time of a commit, as git reads it. */
  readonly since?: string | undefined
  /** Commits that are left out, since a shallow clone shows them without their parents. */
  readonly cut: ReadonlySet<string>
  /** What is to be said of what the clone lacks, when these commits were left out. */
  readonly gaps: (cut: readonly string[]) => readonly string[]
}

/** Walks when it is read, or before, if it was set going. */
export class Trail implements Walk {
  commits = 0
  told: Walk['told'] = 'all'
  tips: Walk['tips']
  readonly #place: InGit
  readonly #steps: Steps
  #spool: Spool | undefined
  #begins: Promise<readonly string[]> | undefined
  #cut: readonly string[] = []

  constructor(place: InGit, steps: Steps) {
    this.#place = place
    this.#steps = steps
  }

  /** Whether there is nothing to walk from. */
  get #empty(): boolean {
    return this.#steps.refs === undefined && this.#steps.revisions.length === 0
  }

  /** Whether the commits can be gone through without git: all that some reach. */
  get #plain(): boolean {
    return this.#steps.since === undefined && this.#steps.revisions.every((revision) => FULL_ID.test(revision))
  }

  start(): void {
    if (this.#spool !== undefined || this.#begins !== undefined || this.#empty) return
    if (this.#plain) {
      this.#begins = this.#beginnings()
      this.#begins.catch(() => {}) // heard of when it is needed
      return
    }
    const file = openNameless()
    const done = spoolGit({ ...this.#call(COMMITS), to: file.fd })
    done.catch(() => {}) // heard of when it is read
    this.#spool = { file, done }
  }

  async *versions(wanted: WalkFor = {}): AsyncGenerator<Version | Gap> {
    if (this.#empty) return
    const { only, traces } = wanted
    const lacking = new Set<string>()
    try {
      const commits = await this.#candidates(wanted)
      if (wanted.lacking === 'told') for (const blob of traces?.lacking ?? []) lacking.add(blob)
      if (commits === 'unclear') yield* this.#logged(wanted, lacking)
      else yield* exactVersions(this.#place, { commits, only: only && new Set([...only, ...lacking]) })
    } catch (error) {
      if (!(error instanceof MayflyError) || error.code !== 'git') throw error
      this.told = 'some'
      yield* sturdyVersions(this.#place, { ...this.#steps, only: only && new Set([...only, ...lacking]) })
    }
    for (const gap of this.#steps.gaps(this.#cut)) yield { gap }
  }

  async close(): Promise<void> {
    await this.#begins?.catch(() => {})
    await this.#spool?.done.catch(() => {})
    this.#spool?.file.close()
    this.#spool = undefined
  }

  /** The commits that may bring what is traced; 'unclear' where traces do not tell. */
  async #candidates({ only, traces }: WalkFor): Promise<readonly string[] | 'unclear'> {
    if (traces === undefined || only === undefined || [...only].some((blob) => !traces.of.has(blob))) return 'unclear'
    const tips = this.#plain ? await (this.#begins ?? this.#beginnings()) : []
    const from = { shallow: this.#place.shallow, cut: this.#steps.cut }
    const walked = this.#plain ? traces.walk({ ...from, tips }) : 'unclear'
    if (walked === 'unclear') return this.#listed(traces)
    this.#count(walked)
    this.tips = tips
    return walked.bringing
  }

  /** The commits from which a walk begins, in git's order. */
  async #beginnings(): Promise<readonly string[]> {
    const { refs, revisions } = this.#steps
    return [...new Set(refs === undefined ? revisions : [...(await allRefs(this.#place.folder)), ...revisions])]
  }

  /** The same, by what git says which commits there are. */
  async #listed(traces: Traces): Promise<readonly string[] | 'unclear'> {
    const reader = new CommitReader({ traces, cut: this.#steps.cut })
    try {
      for await (const chunk of this.#spool === undefined ? gitChunks(this.#call(COMMITS)) : spooled(this.#spool)) reader.feed(chunk)
    } finally {
      this.#count(reader)
    }
    if (reader.told === 'some') return 'unclear'
    this.tips = reader.tips()
    return reader.candidates()
  }

  /** By what git says of every commit. */
  async *#logged({ only, lacking }: WalkFor, missing: Set<string>): AsyncGenerator<Version | Gap> {
    const { cut } = this.#steps
    const present = lacking === 'told' && only !== undefined ? await presence(this.#place.folder) : undefined
    const reader = new LogReader({ prefix: this.#place.prefix, only, present, cut, lacking: missing })
    try {
      // Nothing is sought, and nothing could be missing.
      if (only?.size !== 0 || cut.size > 0 || present !== undefined) for await (const chunk of gitChunks(this.#call(CHANGES))) {
        reader.feed(chunk)
        yield* reader.take('complete')
      }
      yield* reader.take('all')
      yield* exactVersions(this.#place, { commits: reader.unclear, only: only && new Set([...only, ...missing]) })
    } finally {
      this.#count(reader)
    }
  }

  #count({ commits, cut }: Pick<Walked, 'commits' | 'cut'>): void {
    this.commits = commits
    this.#cut = cut
  }

  #call(what: readonly string[]) {
    const { refs, revisions, since } = this.#steps
    const args = ['log', ...what, ...PLAINLY, ...(since === undefined ? [] : [`--since=${since}`]), ...(refs === undefined ? [] : ['--all']), '--stdin']
    return { folder: this.#place.folder, args, input: `${revisions.join('\n')}\n` }
  }
}

interface Spool {
  readonly file: Nameless
  readonly done: Promise<void>
}

const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/
// A merge shows what differs from every parent.
const CHANGES = ['--raw', '-z', '-c', '--no-renames', '--no-abbrev', '--format=%H', '--root']
const COMMITS = ['-s', '--format=%H %T %P']
// What a person's own configuration could change.
const PLAINLY = [
  '--no-color', '--no-notes', '--no-show-signature', '--no-ext-diff', '--no-textconv', '--no-relative', '--no-decorate', '--no-mailmap',
]
const CHUNK = 1024 * 1024

async function* spooled({ file, done }: Spool): AsyncGenerator<Buffer> {
  await done.catch(() => {}) // thrown when all is read that there is
  const bytes = Buffer.allocUnsafe(CHUNK)
  let at = 0
  for (let read = readSync(file.fd, bytes, { position: at }); read > 0; read = readSync(file.fd, bytes, { position: at })) {
    at += read
    yield bytes.subarray(0, read)
  }
  await done
}
