import { join } from 'node:path'
import { MayflyError } from '../lib/errors.ts'
import type { TokenKind } from '../provider.ts'
import { readMemory, writeMemory, type Written } from './memory-file.ts'
import { hereOf, objectFiles, packedOids, typesOf, type ObjectFiles } from './object-files.ts'
import { OidList } from './oid-list.ts'
import type { Learned, Memory, Recalled, Remembered } from './port.ts'

export interface MemoryPlace {
  /** Of the repository. */
  readonly folder: string
  /** Where the files are kept; in the repository's git folder unless told. */
  readonly within?: string | undefined
  versionOf(kind: TokenKind): string
}

/** What is kept between scans, in files. */
export function openMemory(place: MemoryPlace): Memory {
  let files: ObjectFiles | undefined
  let known: Known | undefined
  return {
    versionOf: (kind) => place.versionOf(kind),
    async recall() {
      // Listed before the scan: what comes while it runs is for the next one.
      files = await objectFiles(place.folder)
      const written = readMemory(folderOf(place, files))
      known = written && (await unlessDamaged(compare(written, { folder: place.folder, files })))
      return known?.recalled
    },
    keep(learned) {
      if (files !== undefined) keep(learned, { folder: folderOf(place, files), files, known })
    },
  }
}

interface Known {
  readonly written: Written
  readonly recalled: Recalled
  /** Undefined where it was not needed. */
  readonly clean: OidList | undefined
  /** Objects that came since and are no blobs. */
  readonly others: ReadonlySet<string>
}

/** More objects are told apart faster by whoever reads them than by asking git of each. */
const MANY = 50_000
const NONE: ReadonlySet<string> = new Set()

function folderOf({ within }: MemoryPlace, files: ObjectFiles): string {
  return within ?? join(files.gitFolder, 'mayfly')
}

async function compare(written: Written, { folder, files }: { readonly folder: string; readonly files: ObjectFiles }): Promise<Known | undefined> {
  const { remembered } = written
  const packs = new Set(written.packs)
  const fresh = [...files.packs].filter(([name]) => !packs.has(name))
  const again = [...remembered.held, ...remembered.unseen]
  if (fresh.length === 0 && files.loose.length === 0) {
    const blobs = remembered.unseen.length === 0 ? hereOf(remembered.held, files) : (await typesOf(folder, again)).blobs
    if (isLost(remembered, blobs)) return undefined
    return { written, recalled: { remembered, again: blobs, news: NONE, clean: lazily(written) }, clean: undefined, others: NONE }
  }
  const clean = written.clean()
  if (clean === undefined) return undefined
  const held = new Set(again)
  const unknown = [...files.loose, ...fresh.flatMap(([, index]) => packedOids(index, files.width))].filter((oid) => !clean.has(oid) && !held.has(oid))
  const many = unknown.length > MANY
  const plain = unknown.length === 0 && remembered.unseen.length === 0
  const { blobs, others } = plain ? { blobs: hereOf(held, files), others: NONE } : await typesOf(folder, many ? held : [...held, ...unknown])
  if (isLost(remembered, blobs)) return undefined
  const news = many ? 'many' : new Set([...blobs].filter((oid) => !held.has(oid)))
  return { written, recalled: { remembered, again: new Set(again.filter((oid) => blobs.has(oid))), news, clean }, clean, others }
}

/** Of an object that could not be read, nobody says whether it is damaged or gone: then all is looked at again. */
function isLost({ unseen }: Remembered, blobs: ReadonlySet<string>): boolean {
  return unseen.some((oid) => !blobs.has(oid))
}

async function unlessDamaged(comparing: Promise<Known | undefined>): Promise<Known | undefined> {
  try {
    return await comparing
  } catch (error) {
    if (error instanceof MayflyError) return undefined
    throw error
  }
}

/** Reads the file when the first blob is asked for. Where it is damaged no blob is known. */
function lazily(written: Written): { has(oid: string): boolean } {
  let clean: OidList | undefined
  let state: 'unread' | 'read' = 'unread'
  return {
    has(oid) {
      if (state === 'unread') clean = written.clean()
      state = 'read'
      return clean?.has(oid) === true
    },
  }
}

interface Keeping {
  readonly folder: string
  readonly files: ObjectFiles
  readonly known: Known | undefined
}

function keep({ remembered, clean, of }: Learned, { folder, files, known }: Keeping): void {
  const packs = [...files.packs.keys()]
  const { width } = files
  if (of === 'all' || known === undefined) return writeMemory(folder, { remembered, packs, width, clean: OidList.of(clean, { width }) })
  const oids = [...clean, ...known.others]
  if (oids.length > 0) {
    const and = known.clean ?? known.written.clean()
    if (and !== undefined) writeMemory(folder, { remembered, packs, width, clean: OidList.of(oids, { width, and }) })
  } else if (JSON.stringify([remembered, packs]) !== JSON.stringify([known.written.remembered, known.written.packs])) {
    writeMemory(folder, { remembered, packs, width, clean: known.written.cleanName })
  }
}
