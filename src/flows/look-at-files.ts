import { setImmediate } from 'node:timers/promises'
import { milliseconds } from '../lib/clock.ts'
import { MayflyError } from '../lib/errors.ts'
import { ignores } from '../policy/ignores.ts'
import { tooLarge, type Content, type Disk, type DiskFile, type Gap } from '../repo/port.ts'
import type { Scanned } from '../scan/scan.ts'
import type { Looking, Progress, Seen, Sighting } from './look.ts'
import { placeText } from './place-text.ts'
import type { Rules } from './rules.ts'

type Files = readonly (DiskFile | Gap)[]

/** Scans files on disk, each read to where it is searched: of one with nothing in it no trace is left but the count. */
export async function lookAtFiles(input: Looking, disk: Disk): Promise<Seen> {
  const seen = new SeenFiles()
  const pass: Pass = { input, disk, seen, breath: milliseconds() }
  try {
    for await (const files of beside(disk.files(), input.rules)) await takeAll(files, pass)
  } catch (error) {
    // Where git fails in the middle, what was seen till then still counts.
    if (!(error instanceof MayflyError) || error.code !== 'git') throw error
    seen.unseen.push(error.message)
  }
  return seen
}

/** Makes the scanner ready while git looks for the first files. */
async function* beside(listing: AsyncGenerator<Files>, rules: Rules): AsyncGenerator<Files> {
  const first = listing.next()
  // Whoever awaits it hears of a failure; until then it must not count as unheard.
  first.catch(() => {})
  const there = await Promise.race([first.then(() => 'there' as const, () => 'there' as const), setImmediate('not yet' as const)])
  if (there === 'not yet') await rules.scanner()
  try {
    const { done, value } = await first
    if (done !== true) yield value
    yield* listing
  } finally {
    // Whoever stops in the middle stops git, too.
    await listing.return(undefined)
  }
}

interface Pass {
  readonly input: Looking
  readonly disk: Disk
  readonly seen: SeenFiles
  /** When timers and signals last had their turn. */
  breath: number
}

async function takeAll(files: Files, pass: Pass): Promise<void> {
  const { input: { policy, prefix = '', rules }, disk, seen } = pass
  const scanner = files.length === 0 ? undefined : await rules.scanner()
  for (const file of files) {
    if ('gap' in file) seen.unseen.push(file.gap)
    else if (scanner !== undefined && !ignores(policy, prefix + file.path)) {
      const content = disk.read(file, (length) => scanner.room(length))
      const scanned = content === 'none' || content.state !== 'read' ? NOTHING : scanner.scan(content.bytes)
      if (content !== 'none') seen.take(file, { content, scanned: scanned instanceof Promise ? await scanned : scanned })
    }
    if (milliseconds() - pass.breath < 20) continue
    pass.input.onProgress?.(seen.progress)
    await setImmediate()
    pass.breath = milliseconds()
  }
}

const NOTHING: Scanned = { state: 'scanned', matches: [] }

class SeenFiles implements Seen {
  readonly sightings: Sighting[] = []
  readonly holders = new Map<string, Set<string>>()
  readonly unseen: string[] = []
  binaries = 0
  #files = 0
  #bytes = 0

  get progress(): Progress {
    return { files: this.#files, bytes: this.#bytes, commits: 0 }
  }

  take({ path, blob }: DiskFile, { content, scanned }: { readonly content: Content; readonly scanned: Scanned }): void {
    this.#files++
    if (content.state === 'missing') this.unseen.push(`${placeText({ path })}: ${content.why}`)
    else if (content.state === 'too-large') this.unseen.push(`${placeText({ path })}: ${tooLarge(content.bytes)}`)
    else this.#bytes += content.bytes.length
    if (scanned.state === 'binary') this.binaries++
    else for (const match of scanned.matches) {
      const print = match.token.secret.fingerprint
      this.sightings.push({ path, blob, match })
      this.holders.set(print, (this.holders.get(print) ?? new Set()).add(blob))
    }
  }
}
