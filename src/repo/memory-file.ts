// What the scans of a clone learned, in two files of its git folder (or another): what is in them, and the ids of the blobs
// in which nothing is. They hold ids, paths, versions of rules, and of what is in a blob places and fingerprints.
import { createHash, randomBytes } from 'node:crypto'
import { closeSync, constants, fstatSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OidList } from './oid-list.ts'
import type { Remembered } from './port.ts'

/** Another number for another format: what was written before is not read any more. */
const FORMAT = 'mayfly-scanned-1'
const HEAD = 'scanned.json'
/** So many bytes of ids are kept, not more: 3 to 5 million blobs. */
const MOST = 100_000_000

export interface Written {
  readonly remembered: Remembered
  /** The packs whose blobs are all known, by their names. */
  readonly packs: readonly string[]
  /** The name of the file of clean blobs, which tells what is in it. */
  readonly cleanName: string
  /** Read when it is asked for; undefined where the file is damaged or gone. */
  clean(): OidList | undefined
}

/** Undefined where there is none that this user wrote, whole and in this format. */
export function readMemory(folder: string): Written | undefined {
  const bytes = readOwn(join(folder, HEAD))
  const end = bytes?.indexOf(10) ?? -1
  if (bytes === undefined || bytes.toString('latin1', 0, end) !== `${FORMAT} ${digest(bytes.subarray(end + 1))}`) return undefined
  const { clean, width, packs, remembered }: Head = JSON.parse(bytes.toString('utf8', end + 1))
  return {
    remembered,
    packs,
    cleanName: clean,
    clean() {
      const ids = readOwn(join(folder, `clean-${clean}`))
      return ids !== undefined && digest(ids) === clean ? OidList.read(ids, width) : undefined
    },
  }
}

export interface Writing {
  readonly remembered: Remembered
  readonly packs: readonly string[]
  /** The clean blobs, or the name of their file where that stays as it is. */
  readonly clean: OidList | string
  readonly width: number
}

/** Replaces what was there. Where that is not possible nothing is kept, and nobody hurt. */
export function writeMemory(folder: string, { remembered, packs, clean, width }: Writing): void {
  if (typeof clean !== 'string' && clean.bytes.length > MOST) return
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const name = typeof clean === 'string' ? clean : digest(clean.bytes)
    if (typeof clean !== 'string') put(join(folder, `clean-${name}`), clean.bytes)
    const head: Head = { clean: name, width, packs, remembered }
    const text = Buffer.from(JSON.stringify(head))
    put(join(folder, HEAD), Buffer.concat([Buffer.from(`${FORMAT} ${digest(text)}\n`), text]))
    for (const old of readdirSync(folder)) if (/^clean-[0-9a-f]{64}$/.test(old) && old !== `clean-${name}`) rmSync(join(folder, old), { force: true })
  } catch {
    // A clone on a disk that is full or only read: the next scan costs what this one did.
  }
}

interface Head {
  readonly remembered: Remembered
  readonly packs: readonly string[]
  readonly clean: string
  readonly width: number
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function put(path: string, bytes: Uint8Array): void {
  const beside = `${path}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(beside, bytes, { flag: 'wx', mode: 0o600 })
    renameSync(beside, path)
  } finally {
    rmSync(beside, { force: true })
  }
}

// Whoever else could write the file could have blobs left out of a scan.
function readOwn(path: string): Buffer | undefined {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
    try {
      const { uid, mode } = fstatSync(file)
      const own = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0)
      return own ? readFileSync(file) : undefined
    } finally {
      closeSync(file)
    }
  } catch {
    return undefined
  }
}
