import { setImmediate } from 'node:timers/promises'
import { milliseconds } from '../lib/clock.ts'
import type { Match } from '../finding.ts'
import { ignores } from '../policy/ignores.ts'
import { tooLarge, type Content, type Gap, type Version } from '../repo/port.ts'
import { scan, type Scanned } from '../scan/scan.ts'
import type { Looking, Progress, Seen, Sighting } from './look.ts'
import { placeText } from './place-text.ts'

/** Reads and scans each file version, each blob once, and keeps the tokens that did not stand in what it replaces. */
export async function lookOneByOne(input: Looking, { versions, known }: OneByOne): Promise<Seen & Clean> {
  const eye = new Eye(input, known)
  for await (const { version, looked } of ahead(input, { eye, versions })) {
    if ('gap' in version) eye.unseen.push(version.gap)
    else await eye.take(version, await looked)
    await eye.breathe()
  }
  return eye
}

export interface OneByOne {
  readonly versions: Versions
  /** Blobs in which nothing is, with their bytes: they are not read. */
  readonly known?: ReadonlyMap<string, number>
}

export interface Clean {
  /** The texts in which nothing was found, but for those that were known. */
  readonly clean: Iterable<string>
}

type Versions = AsyncIterable<Version | Gap> | Iterable<Version | Gap>

type Looked =
  | { readonly state: 'scanned'; readonly matches: readonly Match[]; readonly bytes: number }
  | { readonly state: 'binary'; readonly bytes: number }
  | { readonly state: 'unseen'; readonly why: string }

const AHEAD = 16
/** From so many bytes on it is faster to load what scans faster, where all rules are at hand. */
const MUCH = 512 * 1024
const NOTHING: readonly Match[] = []

interface Coming {
  readonly version: Version | Gap
  readonly looked: Promise<Looked>
}

/** Starts the reading of some versions before their turn, so that git reads while we scan. */
async function* ahead({ policy, prefix = '' }: Looking, { eye, versions }: { readonly eye: Eye; readonly versions: Versions }): AsyncGenerator<Coming> {
  const coming: Coming[] = []
  for await (const version of versions) {
    if ('gap' in version) coming.push({ version, looked: UNSEEN })
    else if (!ignores(policy, prefix + version.path)) coming.push({ version, looked: eye.look(version.blob, version.path) })
    while (coming.length > AHEAD) yield* coming.splice(0, 1)
  }
  yield* coming
}

const UNSEEN: Promise<Looked> = Promise.resolve({ state: 'unseen', why: '' })

class Eye implements Seen, Clean {
  readonly sightings: Sighting[] = []
  readonly holders = new Map<string, Set<string>>()
  readonly unseen: string[] = []
  readonly clean: string[] = []
  binaries = 0
  readonly #known: ReadonlyMap<string, number> | undefined
  readonly #input: Looking
  readonly #looked = new Map<string, Promise<Looked>>()
  readonly #commits = new Set<string>()
  #files = 0
  #bytes = 0
  #breath = milliseconds()
  #scannedBytes = 0

  constructor(input: Looking, known: ReadonlyMap<string, number> | undefined) {
    this.#input = input
    this.#known = known
  }

  get progress(): Progress {
    return { files: this.#files, bytes: this.#bytes, commits: this.#commits.size }
  }

  look(blob: string, path: string): Promise<Looked> {
    const before = this.#looked.get(blob)
    if (before !== undefined) return before
    const bytes = this.#known?.get(blob)
    if (bytes !== undefined) return Promise.resolve({ state: 'scanned', matches: NOTHING, bytes })
    const looked = this.#input.repo.read(blob).then(async (content) => this.#note(blob, await this.#scan(content, path)))
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
      if (!stood.has(match.token.secret.fingerprint)) this.sightings.push({ path: version.path, ...commit, blob: version.blob, match })
    }
  }

  /** Lets timers and signals have their turn: on disk nothing else would. */
  async breathe(): Promise<void> {
    if (milliseconds() - this.#breath < 20) return
    this.#input.onProgress?.(this.progress)
    await setImmediate()
    this.#breath = milliseconds()
  }

  #note(blob: string, looked: Looked): Looked {
    if (looked.state === 'scanned' && looked.matches.length === 0) this.clean.push(blob)
    return looked
  }

  async #scan(content: Content, path: string): Promise<Looked> {
    if (content.state === 'missing') return { state: 'unseen', why: content.why }
    if (content.state === 'too-large') return { state: 'unseen', why: tooLarge(content.bytes) }
    const scanned = await this.#scanText({ bytes: content.bytes, path })
    const bytes = content.bytes.length
    if (scanned.state === 'binary') return { state: 'binary', bytes }
    return { state: 'scanned', bytes, matches: scanned.matches.length === 0 ? NOTHING : scanned.matches }
  }

  async #scanText(text: { readonly bytes: Uint8Array; readonly path: string }): Promise<Scanned> {
    const { rules } = this.#input
    this.#scannedBytes += text.bytes.length
    if (rules.come === 'first' && this.#scannedBytes <= MUCH) return scan(text, await rules.ready())
    const scanner = await rules.scanner()
    return scanner.scan(text.bytes)
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
