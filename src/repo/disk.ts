// Files on disk, by the bytes of their names. Nothing is read through a link, and nothing but regular files is opened.
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs'
import { errorCode } from '../lib/error-code.ts'
import { MOST_BYTES, type Content, type Gap } from './port.ts'
import { pathText } from './path-text.ts'

export type Kind = 'file' | 'link' | 'folder' | 'other' | 'absent'

/** What lies at a path, the last link not followed. */
export function kindOf(path: Buffer): Kind {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 'absent'
  if (stat.isFile()) return 'file'
  if (stat.isSymbolicLink()) return 'link'
  return stat.isDirectory() ? 'folder' : 'other'
}

/** The files and links below a folder, `.git` left out; paths are relative to it, in the order of their bytes. */
export function* walk(folder: Buffer, below: Buffer = Buffer.alloc(0)): Generator<Buffer | Gap> {
  const entries = entriesOf(Buffer.concat([folder, SLASH, below]))
  if (entries === undefined) {
    yield { gap: `the folder ${pathText(below) || '.'} could not be read` }
    return
  }
  for (const entry of entries) {
    const path = Buffer.concat([below, entry.name])
    if (entry.isDirectory()) {
      if (!entry.name.equals(DOT_GIT)) yield* walk(folder, Buffer.concat([path, SLASH]))
    } else if (entry.isFile() || entry.isSymbolicLink()) yield path
  }
}

/** A regular file's bytes, or a link's target as bytes. */
export function readDisk(path: Buffer): Content {
  try {
    return readFile(path)
  } catch (error) {
    return errorCode(error) === 'ELOOP' ? readLink(path) : { state: 'missing', why: reasonOf(error) }
  }
}

// What cannot be opened since it is a link, its target not followed.
function readLink(path: Buffer): Content {
  try {
    return { state: 'read', bytes: readlinkSync(path, 'buffer') }
  } catch (error) {
    return { state: 'missing', why: reasonOf(error) }
  }
}

const SLASH = Buffer.from('/')
const DOT_GIT = Buffer.from('.git')

function entriesOf(folder: Buffer) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' })
    return entries.toSorted((a, b) => Buffer.compare(a.name, b.name))
  } catch {
    return undefined
  }
}

// A pipe put in a file's place must not hold the scan up: hence not blocking, and the second look after the opening.
function readFile(path: Buffer): Content {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const stat = fstatSync(file)
    if (!stat.isFile()) return { state: 'missing', why: 'it is no regular file' }
    if (stat.size > MOST_BYTES) return { state: 'too-large', bytes: stat.size }
    return { state: 'read', bytes: readAll(file, stat.size) }
  } finally {
    closeSync(file)
  }
}

function readAll(file: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(size)
  let have = 0
  while (have < size) {
    const read = readSync(file, bytes, { offset: have })
    if (read === 0) break
    have += read
  }
  return bytes.subarray(0, have)
}

function reasonOf(error: unknown): string {
  const code = errorCode(error)
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied'
  if (code === 'ENOENT') return 'it went away during the scan'
  return `it could not be read (${code})`
}
