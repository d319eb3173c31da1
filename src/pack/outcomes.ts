import type { PlainMatch } from '../scan/scan.ts'
import type { Sight } from './blob-scanner.ts'

/** What came of the wanted blobs, as data that a thread can hand to another; entries are numbers of the table. */
export interface OutcomeData {
  readonly found: readonly (readonly [entry: number, matches: readonly PlainMatch[]])[]
  readonly binaries: readonly number[]
  readonly tooLarge: readonly (readonly [entry: number, bytes: number])[]
  /** They could not be made from their packs: someone else has to look at them. */
  readonly failed: readonly number[]
  /** They are no blobs: loose objects tell only when they are read. */
  readonly others: readonly number[]
  readonly blobs: number
  readonly bytes: number
}

export class Outcomes implements OutcomeData {
  readonly found: (readonly [entry: number, matches: readonly PlainMatch[]])[] = []
  readonly binaries: number[] = []
  readonly tooLarge: (readonly [entry: number, bytes: number])[] = []
  readonly failed: number[] = []
  readonly others: number[] = []
  blobs = 0
  bytes = 0

  note(entry: number, { sight, bytes }: { readonly sight: Sight; readonly bytes: number }): void {
    if (sight.is === 'opaque' && sight.what === 'too-large') return void this.tooLarge.push([entry, bytes])
    this.blobs++
    this.bytes += bytes
    if (sight.is === 'opaque' && sight.what === 'binary') this.binaries.push(entry)
    else if (sight.matches.length > 0) this.found.push([entry, sight.matches])
  }

  add(other: OutcomeData): void {
    for (const one of other.found) this.found.push(one)
    for (const one of other.binaries) this.binaries.push(one)
    for (const one of other.tooLarge) this.tooLarge.push(one)
    for (const one of other.failed) this.failed.push(one)
    for (const one of other.others) this.others.push(one)
    this.blobs += other.blobs
    this.bytes += other.bytes
  }
}
