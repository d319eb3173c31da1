import type { Match } from '../finding.ts'
import type { ScannedObjects, UnseenObject } from './scan-objects.ts'

/** What is known of the blobs so far. */
export class Tally implements ScannedObjects {
  readonly found = new Map<string, readonly Match[]>()
  readonly scanned: string[] = []
  readonly binaries = new Set<string>()
  readonly unseen: UnseenObject[] = []
  bytes = 0

  get blobs(): number {
    return this.scanned.length
  }
}
