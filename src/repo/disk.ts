// Files on disk, by the bytes of their names. Nothing is read through a link, and nothing but regular files is opened.
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs'
import { errorCode } from '../lib/error-code.ts'
import { MOST_BYTES, type Content, type Gap } from './port.ts'
import { pathText } from './path-text.ts'

export type Kind = 'file' | 'link' | 'folder' | 'other' | 'absent'

/** A path below a folder, a character for each of its bytes. */
export type Name = string

/** The whole path, as the system is told it. */
export function pathOf(folder: string, name: Name): string | Buffer {
  return ASCII.test(name) ? `${folder}/${name}` : Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')])
}

/** A name as people read it. */
export function textOf(name: Name): string {
  return ASCII.test(name) ? name : pathText(Buffer.from(name, 'latin1'))
}

// oxlint-disable-next-line no-control-regex -- all that is one byte in UTF-8
const ASCII = /^[\x00-\x7f]*$/

/** What lies at a path, the last link not followed. */
export function kindOf(path: string | Buffer): Kind {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 'absent'
  if (stat.isFile()) return 'file'
  if (stat.isSymbolicLink()) return 'link'
  return stat.isDirectory() ? 'folder' : 'other'
}

/** The files and links below a folder, `.git` left out, folder by folder; in each in the order of their bytes. */
export function* walk(folder: string, below: Name = ''): Generator<readonly (Name | Gap)[]> {
  const entries = entriesOf(pathOf(folder, below))
  if (entries === undefined) {
    yield [{ gap: `the folder ${textOf(below) || '.'} could not be read` }]
    return
  }
  yield entries.filter((entry) => entry.isFile() || entry.isSymbolicLink()).map(({ name }) => below + name)
  for (const entry of entries) if (entry.isDirectory() && entry.name !== '.git') yield* walk(folder, `${below}${entry.name}/`)
}

/** Gives the memory for so many bytes. */
export type Room = (bytes: number) => Uint8Array

/** A regular file's bytes, or a link's target as bytes. */
export function readDisk(path: string | Buffer, room?: Room): Content {
  const content = tryDisk(path, room)
  if (content === 'gone') return { state: 'missing', why: 'it went away during the scan' }
  return content === 'no file' ? { state: 'missing', why: 'it is no regular file' } : content
}

/** The same where there may be none. */
export function tryDisk(path: string | Buffer, room: Room = (bytes) => Buffer.allocUnsafe(bytes)): Content | 'gone' | 'no file' {
  try {
    return readFile(path, room)
  } catch (error) {
    return errorCode(error) === 'ELOOP' ? readLink(path) : excuse(error)
  }
}

// What cannot be opened since it is a link, its target not followed.
function readLink(path: string | Buffer): Content | 'gone' | 'no file' {
  try {
    return { state: 'read', bytes: readlinkSync(path, 'buffer') }
  } catch (error) {
    return excuse(error)
  }
}

function entriesOf(folder: string | Buffer) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true, encoding: 'latin1' })
    return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return undefined
  }
}

// A pipe put in a file's place must not hold the scan up: hence not blocking, and the look after the opening, before anything is read.
function readFile(path: string | Buffer, room: Room): Content | 'no file' {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const stat = fstatSync(file)
    if (!stat.isFile()) return 'no file'
    if (stat.size > MOST_BYTES) return { state: 'too-large', bytes: stat.size }
    return { state: 'read', bytes: readAll(file, room(stat.size)) }
  } finally {
    closeSync(file)
  }
}

function readAll(file: number, bytes: Uint8Array): Uint8Array {
  let have = 0
  while (have < bytes.length) {
    const read = readSync(file, bytes, have, bytes.length - have, null)
    if (read === 0) return bytes.subarray(0, have)
    have += read
  }
  return bytes
}

function excuse(error: unknown): Content | 'gone' | 'no file' {
  const code = errorCode(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'gone'
  // A socket: https://man7.org/linux/man-pages/man2/open.2.html
  if (code === 'ENXIO') return 'no file'
  return { state: 'missing', why: code === 'EACCES' || code === 'EPERM' ? 'permission denied' : `it could not be read (${code})` }
}
