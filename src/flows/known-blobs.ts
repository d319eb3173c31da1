import type { BlobMemory } from '../repo/port.ts'
import type { AppContext } from './app-context.ts'

/** What the ledger knows of a repository's blobs. */
export function knownBlobs({ hosted, ledger }: Pick<AppContext, 'hosted' | 'ledger'>): BlobMemory {
  return {
    clean: (blobs, rules) => ledger.cleanBlobs.among(hosted.id, { blobs, rules }),
    note: (blobs, rules) => ledger.cleanBlobs.note(hosted.id, { blobs, rules }),
  }
}
