import { MayflyError } from '../lib/errors.ts'
import { objectFiles, packedBytes } from './object-files.ts'
import { OidList } from './oid-list.ts'

/** Which objects a clone has. */
export interface Presence {
  has(oid: string): boolean
}

/** By the packs' indexes and the names of loose objects; undefined where an index is of another kind than we know. */
export async function presence(folder: string): Promise<Presence | undefined> {
  try {
    const { packs, loose, width } = await objectFiles(folder)
    const lists = [...packs.values()].map((index) => OidList.read(packedBytes(index, width), width)).filter((list) => list !== undefined)
    const names = new Set(loose)
    return { has: (oid) => lists.some((list) => list.has(oid)) || names.has(oid) }
  } catch (error) {
    if (error instanceof MayflyError) return undefined
    throw error
  }
}
