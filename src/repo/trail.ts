// Git's walk over a range of commits: which file versions each of them brings.
import { readSync } from 'node:fs'
import { MayflyError } from '../lib/errors.ts'
import { exactVersions, sturdyVersions } from './diff-trees.ts'
import { gitChunks, spoolGit } from './git.ts'
import type { InGit } from './locate.ts'
import { LogReader } from './log-reader.ts'
import { openNameless, type Nameless } from './nameless.ts'
import type { Gap, Version, Walk } from './port.ts'
import { presence } from './presence.ts'

export interface Steps {
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
  readonly #place: InGit
  readonly #steps: Steps
  #spool: Spool | undefined

  constructor(place: InGit, steps: Steps) {
    this.#place = place
    this.#steps = steps
  }

  start(): void {
    if (this.#spool !== undefined || this.#steps.revisions.length === 0) return
    const file = openNameless()
    const done = spoolGit({ ...this.#call(), to: file.fd })
    done.catch(() => {}) // heard of when it is read
    this.#spool = { file, done }
  }

  async *versions(only?: ReadonlySet<string>, lacking: 'told' | 'untold' = 'untold'): AsyncGenerator<Version | Gap> {
    const { revisions, cut, gaps } = this.#steps
    if (revisions.length === 0) return
    const present = lacking === 'told' && only !== undefined ? await presence(this.#place.folder) : undefined
    const reader = new LogReader({ prefix: this.#place.prefix, only, present, cut })
    function wanted(): ReadonlySet<string> | undefined {
      return only && new Set([...only, ...reader.lacking])
    }
    try {
      // Nothing is sought, and nothing could be missing.
      if (only?.size !== 0 || cut.size > 0 || present !== undefined) for await (const chunk of this.#chunks()) {
        reader.feed(chunk)
        yield* reader.take('complete')
      }
      yield* reader.take('all')
      yield* exactVersions(this.#place, { commits: reader.unclear, only: wanted() })
    } catch (error) {
      if (!(error instanceof MayflyError) || error.code !== 'git') throw error
      this.told = 'some'
      yield* sturdyVersions(this.#place, { ...this.#steps, only: wanted() })
    }
    this.commits = reader.commits
    for (const gap of gaps(reader.cut)) yield { gap }
  }

  async close(): Promise<void> {
    await this.#spool?.done.catch(() => {})
    this.#spool?.file.close()
    this.#spool = undefined
  }

  #chunks(): AsyncIterable<Buffer> {
    return this.#spool === undefined ? gitChunks(this.#call()) : spooled(this.#spool)
  }

  #call() {
    const { revisions, since } = this.#steps
    const args = [...LOG, ...(since === undefined ? [] : [`--since=${since}`]), '--stdin']
    return { folder: this.#place.folder, args, input: `${revisions.join('\n')}\n` }
  }
}

interface Spool {
  readonly file: Nameless
  readonly done: Promise<void>
}

// A merge shows what differs from every parent. What a person's own configuration could change is said.
const LOG = [
  'log', '--raw', '-z', '-c', '--no-renames', '--no-abbrev', '--format=%H', '--root', '--no-color', '--no-notes', '--no-show-signature',
  '--no-ext-diff', '--no-textconv', '--no-relative', '--no-decorate', '--no-mailmap',
]
const CHUNK = 1024 * 1024

async function* spooled({ file, done }: Spool): AsyncGenerator<Buffer> {
  await done
  const bytes = Buffer.allocUnsafe(CHUNK)
  let at = 0
  for (let read = readSync(file.fd, bytes, { position: at }); read > 0; read = readSync(file.fd, bytes, { position: at })) {
    at += read
    yield bytes.subarray(0, read)
  }
}
