import type { Match } from '../finding.ts'
import type { UnseenObject } from '../pack/scan-objects.ts'
import type { Version } from '../repo/port.ts'
import type { Seen, Sighting } from './look.ts'
import { placeText } from './place-text.ts'

/** What a scan of blobs came to. */
export interface Scanned {
  readonly found: ReadonlyMap<string, readonly Match[]>
  readonly unseen: readonly UnseenObject[]
  readonly bytes: number
  readonly binaries: { readonly size: number }
}

/** Puts together what was found in blobs and who brought them. The first scan is that of the range, others are of what it replaces. */
export class Evidence {
  readonly sightings: Sighting[] = []
  readonly unseen: string[] = []
  readonly #scanned: Scanned
  readonly #found = new Map<string, readonly Match[]>()
  readonly #prints = new Map<string, ReadonlySet<string>>()
  readonly #why: ReadonlyMap<string, string>

  constructor(scans: readonly [Scanned, ...Scanned[]]) {
    const [scanned] = scans
    this.#scanned = scanned
    this.#why = new Map(scanned.unseen.map(({ oid, why }) => [oid, why]))
    for (const { found } of scans) for (const [blob, matches] of found) this.#found.set(blob, matches)
    for (const [blob, matches] of this.#found) this.#prints.set(blob, new Set(matches.map(({ token }) => token.secret.fingerprint)))
  }

  /** Whether there is something to say of some version. */
  get asked(): ReadonlySet<string> {
    return new Set([...this.#scanned.found.keys(), ...this.#why.keys()])
  }

  /** Keeps the tokens that a version has and what it replaces has not, or that it could not be looked at. */
  take(version: Version, reach?: Sighting['reach']): void {
    const { path, commit, blob, before } = version
    const why = this.#why.get(blob)
    if (why !== undefined) this.unseen.push(`${placeText(version)}: ${why}`)
    for (const match of this.#scanned.found.get(blob) ?? []) {
      const print = match.token.secret.fingerprint
      if (before.some((old) => this.#prints.get(old)?.has(print))) continue
      this.sightings.push({ path, ...(commit === undefined ? {} : { commit }), blob, ...(reach && { reach }), match })
    }
  }

  /** A version whose blob nobody has here. */
  lack(version: Version): void {
    this.unseen.push(`${placeText(version)}: its object is not in this clone`)
  }

  seen(counted: { readonly files: number; readonly commits: number }): Seen {
    return {
      sightings: this.sightings,
      holders: this.#holders(),
      progress: { ...counted, bytes: this.#scanned.bytes },
      unseen: this.unseen,
      binaries: this.#scanned.binaries.size,
    }
  }

  #holders(): ReadonlyMap<string, ReadonlySet<string>> {
    const holders = new Map<string, Set<string>>()
    for (const [blob, prints] of this.#prints) {
      for (const print of prints) holders.set(print, (holders.get(print) ?? new Set()).add(blob))
    }
    return holders
  }
}
