import { setImmediate } from 'node:timers/promises'
import type { Match } from '../finding.ts'
import { MayflyError } from '../lib/errors.ts'
import { ignores } from '../policy/ignores.ts'
import type { Policy } from '../policy/policy.ts'
import type { Content, Gap, Range, Repo, Version } from '../repo/port.ts'
import { MOST_BYTES } from '../repo/port.ts'
import type { Ruleset } from '../scan/ruleset.ts'
import { scan } from '../scan/scan.ts'
import { placeText } from './place-text.ts'

export interface Look {
  readonly repo: Repo
  readonly range: Range
  readonly ruleset: Ruleset
  readonly policy: Policy
  /** Where the scanned folder lies below the repository's top, ending in a slash: policies count from there. */
  readonly prefix?: string
  onProgress?(progress: Progress): void
}

export interface Progress {
  readonly files: number
  readonly bytes: number
  readonly commits: number
}

/** A token that a version brings. */
export interface Sighting {
  readonly path: string
  readonly commit?: string
  readonly match: Match
}

export interface Seen {
  readonly sightings: readonly Sighting[]
  /** Fingerprint → the blobs of the range that hold it, new or not. */
  readonly holders: ReadonlyMap<string, ReadonlySet<string>>
  readonly progress: Progress
  readonly unseen: readonly string[]
  readonly binaries: number
}

/** Reads and scans each file version that a range brings, each blob once, and keeps the tokens that did not stand in what it replaces. */
export async function look(input: Look): Promise<Seen> {
  const eye = new Eye(input)
  for await (const { version, looked } of ahead(input, eye)) {
    if ('gap' in version) eye.unseen.push(version.gap)
    else await eye.take(version, await looked)
    await eye.breathe()
  }
  return eye
}

type Looked =
  | { readonly state: 'scanned'; readonly matches: readonly Match[]; readonly bytes: number }
  | { readonly state: 'binary'; readonly bytes: number }
  | { readonly state: 'unseen'; readonly why: string }

const AHEAD = 16
const NOTHING: readonly Match[] = []

interface Coming {
  readonly version: Version | Gap
  readonly looked: Promise<Looked>
}

/** Starts the reading of some versions before their turn, so that git reads while we scan. */
async function* ahead({ repo, range, policy, prefix = '' }: Look, eye: Eye): AsyncGenerator<Coming> {
  const coming: Coming[] = []
  for await (const version of untilBroken(repo.versions(range))) {
    if ('gap' in version) coming.push({ version, looked: UNSEEN })
    else if (!ignores(policy, prefix + version.path)) coming.push({ version, looked: eye.look(version.blob, version.path) })
    while (coming.length > AHEAD) yield* coming.splice(0, 1)
  }
  yield* coming
}

/** Where git fails in the middle (a damaged clone, a commit that was not fetched), what was seen till then still counts. */
async function* untilBroken(versions: AsyncIterable<Version | Gap>): AsyncGenerator<Version | Gap> {
  try {
    yield* versions
  } catch (error) {
    if (!(error instanceof MayflyError) || error.code !== 'git') throw error
    yield { gap: error.message }
  }
}

const UNSEEN: Promise<Looked> = Promise.resolve({ state: 'unseen', why: '' })

class Eye implements Seen {
  readonly sightings: Sighting[] = []
  readonly holders = new Map<string, Set<string>>()
  readonly unseen: string[] = []
  binaries = 0
  readonly #input: Look
  readonly #looked = new Map<string, Promise<Looked>>()
  readonly #commits = new Set<string>()
  #files = 0
  #bytes = 0
  #breath = performance.now()

  constructor(input: Look) {
    this.#input = input
  }

  get progress(): Progress {
    return { files: this.#files, bytes: this.#bytes, commits: this.#commits.size }
  }

  look(blob: string, path: string): Promise<Looked> {
    const known = this.#looked.get(blob)
    if (known !== undefined) return known
    const looked = this.#input.repo.read(blob).then((content) => this.#scan(content, path))
    // Whoever awaits it hears of a failure; until then it must not count as unheard.
    looked.catch(() => {})
    this.#looked.set(blob, looked)
    return looked
  }

  async take(version: Version, looked: Looked): Promise<void> {
    this.#count(version, looked)
    if (looked.state === 'unseen') this.unseen.push(`${placeText(version)}: ${looked.why}`)
    if (looked.state === 'binary') this.binaries++
    if (looked.state !== 'scanned' || looked.matches.length === 0) return
    this.#hold(version.blob, looked.matches)
    const stood = await this.#stoodBefore(version)
    const commit = version.commit === undefined ? {} : { commit: version.commit }
    for (const match of looked.matches) {
      if (!stood.has(match.token.secret.fingerprint)) this.sightings.push({ path: version.path, ...commit, match })
    }
  }

  /** Lets timers and signals have their turn: on disk nothing else would. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#breath < 20) return
    this.#input.onProgress?.(this.progress)
    await setImmediate()
    this.#breath = performance.now()
  }

  #scan(content: Content, path: string): Looked {
    if (content.state === 'missing') return { state: 'unseen', why: content.why }
    if (content.state === 'too-large') return { state: 'unseen', why: tooLarge(content.bytes) }
    const scanned = scan({ bytes: content.bytes, path }, this.#input.ruleset)
    const bytes = content.bytes.length
    if (scanned.state === 'binary') return { state: 'binary', bytes }
    return { state: 'scanned', bytes, matches: scanned.matches.length === 0 ? NOTHING : scanned.matches }
  }

  #count(version: Version, looked: Looked): void {
    this.#files++
    if (looked.state !== 'unseen') this.#bytes += looked.bytes
    if (version.commit !== undefined) this.#commits.add(version.commit)
  }

  #hold(blob: string, matches: readonly Match[]): void {
    for (const { token } of matches) {
      const blobs = this.holders.get(token.secret.fingerprint) ?? new Set()
      this.holders.set(token.secret.fingerprint, blobs.add(blob))
    }
  }

  async #stoodBefore({ before, path }: Version): Promise<ReadonlySet<string>> {
    const stood = new Set<string>()
    for (const blob of before) {
      const looked = await this.look(blob, path)
      if (looked.state !== 'scanned') continue
      this.#hold(blob, looked.matches)
      for (const { token } of looked.matches) stood.add(token.secret.fingerprint)
    }
    return stood
  }
}

function tooLarge(bytes: number): string {
  const megabytes = (bytes / 1024 / 1024).toFixed(1)
  return `${megabytes} MB are more than the ${MOST_BYTES / 1024 / 1024} MB that are scanned`
}
