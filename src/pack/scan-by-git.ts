import { gitRecords, NEWLINE, type Records } from '../repo/git.ts'
import { Objects } from '../repo/objects.ts'
import { tooLarge, type Content } from '../repo/port.ts'
import { scan } from '../scan/scan.ts'
import type { ObjectScan, ScannedObjects } from './scan-objects.ts'
import { Tally } from './tally.ts'

const AHEAD = 16

/** Scans blobs as git prints them: slower than reading packs, and right whatever the store is like. */
export async function scanByGit(input: ObjectScan): Promise<ScannedObjects> {
  const oids: string[] = []
  const tally = new Tally({ blobs: 0, bytes: 0, unseen: [], ids: () => oids })
  const objects = new Objects(input.folder)
  try {
    const coming: { readonly oid: string; readonly content: Promise<Content> }[] = []
    for await (const oid of input.only ?? blobsOf(input.folder, tally)) {
      if (input.skip?.has(oid)) continue
      coming.push({ oid, content: objects.read(oid) })
      if (coming.length > AHEAD) await take(coming.shift(), { input, tally, oids })
    }
    while (coming.length > 0) await take(coming.shift(), { input, tally, oids })
  } finally {
    await objects.close()
  }
  return tally
}

const CHECK = '--batch-check=%(objectname) %(objecttype)'

/** The blobs of the store, in the order in which git reads them fastest. */
async function* blobsOf(folder: string, tally: Tally): AsyncGenerator<string> {
  for await (const { oid, type } of typesOf({ folder, args: ['cat-file', '--batch-all-objects', '--unordered', '--buffer', CHECK] })) {
    if (type === 'blob') yield oid
    else if (type === 'missing') tally.unseen.push({ oid, why: 'its object is damaged' })
  }
}

/** Of these objects those that are not known to be something else than blobs. */
export async function blobsAmong(folder: string, oids: Iterable<string>): Promise<ReadonlySet<string>> {
  const blobs = new Set<string>()
  const input = Iterator.from(oids).map((oid) => `${oid}\n`)
  for await (const { oid, type } of typesOf({ folder, args: ['cat-file', '--buffer', CHECK], input })) {
    if (type === 'blob' || type === 'missing') blobs.add(oid)
  }
  return blobs
}

async function* typesOf(call: Pick<Records, 'folder' | 'args' | 'input'>): AsyncGenerator<{ readonly oid: string; readonly type: string }> {
  for await (const record of gitRecords({ ...call, end: NEWLINE })) {
    const [oid = '', type = ''] = record.toString('latin1').split(' ')
    yield { oid, type }
  }
}

interface Taking {
  readonly input: ObjectScan
  readonly tally: Tally
  readonly oids: string[]
}

interface Coming {
  readonly oid: string
  readonly content: Promise<Content>
}

async function take(coming: Coming | undefined, { input, tally, oids }: Taking): Promise<void> {
  if (coming === undefined) return
  const { oid } = coming
  const content = await coming.content
  if (content.state === 'missing') tally.unseen.push({ oid, why: content.why })
  else if (content.state === 'too-large') tally.unseen.push({ oid, why: tooLarge(content.bytes) })
  else {
    oids.push(oid)
    tally.blobs++
    tally.bytes += content.bytes.length
    const scanned = scan({ bytes: content.bytes, path: '' }, input.ruleset)
    if (scanned.state === 'binary') tally.binaries.add(oid)
    else if (scanned.matches.length > 0) tally.found.set(oid, scanned.matches)
    input.onProgress?.(tally)
  }
}
