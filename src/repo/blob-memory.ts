import { readMemory, writeMemory } from './memory-file.ts'
import { OidList } from './oid-list.ts'
import type { BlobMemory } from './port.ts'

const ALL = 'all'

/** What is kept of single blobs, in files of a folder. Their bytes are not. */
export function openBlobMemory(folder: string): BlobMemory {
  return {
    async clean(blobs, rules) {
      const list = listOf(folder, rules)
      return new Map([...blobs].flatMap((oid) => (list?.has(oid) === true ? [[oid, 0] as const] : [])))
    },
    async note(clean, rules) {
      const [first] = clean.keys()
      if (first === undefined) return
      const width = first.length / 2
      const remembered = { rules: { [ALL]: rules }, held: [], unseen: [], blobs: 0, bytes: 0, binaries: 0 }
      writeMemory(folder, { remembered, packs: [], width, clean: OidList.of(clean.keys(), { width, and: listOf(folder, rules) }) })
    },
  }
}

function listOf(folder: string, rules: string): OidList | undefined {
  const written = readMemory(folder)
  return written?.remembered.rules[ALL] === rules ? written.clean() : undefined
}
