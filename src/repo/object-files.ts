// Which packs and loose objects a clone has, without asking what is in them. https://git-scm.com/docs/gitrepository-layout
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { MayflyError } from '../lib/errors.ts'
import { gitError, gitRecords, NEWLINE, runGit } from './git.ts'
import { plainStore } from './plain-git.ts'

export interface ObjectFiles {
  /** Where worktrees of one repository keep what they share. */
  readonly gitFolder: string
  /** Bytes of an object id. */
  readonly width: 20 | 32
  /** Path of the index of each pack, by the pack's name, which changes with what is in it. */
  readonly packs: ReadonlyMap<string, string>
  /** The ids of the loose objects. */
  readonly loose: readonly string[]
}

/** Lists the packs and loose objects of a folder's repository and of those that it borrows from. */
export async function objectFiles(folder: string): Promise<ObjectFiles> {
  const { gitFolder, objects, width } = await layoutOf(folder)
  const [packs, loose] = [new Map<string, string>(), new Set<string>()]
  for (const place of withAlternates(objects)) {
    for (const name of names(join(place, 'pack'))) if (/^pack-[0-9a-f]{40,64}\.idx$/.test(name)) packs.set(name.slice(5, -4), join(place, 'pack', name))
    for (const start of names(place).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
      for (const rest of names(join(place, start))) if (/^(?:[0-9a-f]{38}|[0-9a-f]{62})$/.test(rest)) loose.add(start + rest)
    }
  }
  return { gitFolder, width, packs, loose: [...loose] }
}

/** The ids of a pack's objects, by its index. */
export function packedOids(index: string, width: number): readonly string[] {
  const bytes = packedBytes(index, width)
  return Array.from({ length: bytes.length / width }, (_, row) => bytes.toString('hex', row * width, row * width + width))
}

/** The same as bytes, one after the other, sorted; throws MayflyError `io` for an index that is none. https://git-scm.com/docs/gitformat-pack */
export function packedBytes(index: string, width: number): Buffer {
  const file = openSync(index, 'r')
  try {
    const head = Buffer.alloc(HEAD)
    if (readSync(file, head) < HEAD || head.readUInt32BE(0) !== MAGIC || head.readUInt32BE(4) !== 2) {
      throw new MayflyError('io', 'the index of a pack is of no known version')
    }
    const count = head.readUInt32BE(HEAD - 4)
    const bytes = Buffer.allocUnsafe(count * width)
    if (readSync(file, bytes) < bytes.length) throw new MayflyError('io', 'the index of a pack is cut off')
    return bytes
  } finally {
    closeSync(file)
  }
}

/** Those of these objects that some pack or file has; throws MayflyError `io` likewise. */
export function hereOf(oids: Iterable<string>, { packs, loose, width }: ObjectFiles): ReadonlySet<string> {
  const names = new Set(loose)
  const left = new Map([...oids].map((oid) => [oid, Buffer.from(oid, 'hex')]))
  const here = new Set([...left.keys()].filter((oid) => names.has(oid) && left.delete(oid)))
  for (const index of packs.values()) {
    if (left.size === 0) break
    const ids = packedBytes(index, width)
    for (const [oid, bytes] of left) if (stands(bytes, ids) && left.delete(oid)) here.add(oid)
  }
  return here
}

/** Whether an id is among these, which are in order. */
function stands(id: Buffer, ids: Buffer): boolean {
  let [low, high] = [0, ids.length / id.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const order = ids.compare(id, 0, id.length, middle * id.length, (middle + 1) * id.length)
    if (order === 0) return true
    if (order < 0) low = middle + 1
    else high = middle
  }
  return false
}

/** Which of these objects are blobs, and which are something else; what is not here is neither. */
export async function typesOf(folder: string, oids: Iterable<string>): Promise<{ readonly blobs: ReadonlySet<string>; readonly others: ReadonlySet<string> }> {
  const [blobs, others] = [new Set<string>(), new Set<string>()]
  const input = Array.from(oids, (oid) => `${oid}\n`)
  if (input.length === 0) return { blobs, others }
  for await (const record of gitRecords({ folder, args: ['cat-file', '--buffer', '--batch-check=%(objectname) %(objecttype)'], end: NEWLINE, input })) {
    const [oid = '', type = ''] = record.toString('latin1').split(' ')
    if (type === 'blob') blobs.add(oid)
    else if (type !== 'missing') others.add(oid)
  }
  return { blobs, others }
}

/** The bytes of these blobs, but of those that are not here. */
export async function sizesOf(folder: string, oids: Iterable<string>): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>()
  const input = Array.from(oids, (oid) => `${oid}\n`)
  if (input.length === 0) return sizes
  for await (const record of gitRecords({ folder, args: ['cat-file', '--buffer', '--batch-check=%(objectname) %(objectsize)'], end: NEWLINE, input })) {
    const [oid = '', size = ''] = record.toString('latin1').split(' ')
    if (size !== 'missing') sizes.set(oid, Number(size))
  }
  return sizes
}

async function layoutOf(folder: string): Promise<Pick<ObjectFiles, 'gitFolder' | 'width'> & { readonly objects: string }> {
  const plain = plainStore(folder)
  if (plain !== undefined) return { gitFolder: plain.folder, objects: join(plain.folder, 'objects'), width: 20 }
  const ran = await runGit({ folder, args: ['rev-parse', '--git-path', 'objects', '--git-common-dir', '--show-object-format'] })
  if (ran.code !== 0) throw gitError('rev-parse', ran)
  const [objects = '', common = '', format] = ran.out.toString('utf8').split('\n')
  return { gitFolder: resolve(folder, common), objects: resolve(folder, objects), width: format === 'sha256' ? 32 : 20 }
}

const HEAD = 8 + 256 * 4
const MAGIC = 0xff744f63
const DEEPEST = 5

function* withAlternates(objects: string, depth = 0): Generator<string> {
  yield objects
  if (depth === DEEPEST) return
  for (const line of textOf(join(objects, 'info', 'alternates')).split('\n')) {
    if (line !== '' && !line.startsWith('#')) yield* withAlternates(resolve(objects, line), depth + 1)
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
