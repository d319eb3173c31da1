import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MOST_BYTES } from '../repo/port.ts'
import type { Arena } from './arena.ts'
import type { BlobScanner } from './blob-scanner.ts'
import type { Engine } from './engine.ts'
import type { Outcomes } from './outcomes.ts'

export interface LooseTools {
  readonly engine: Engine
  readonly arena: Arena
  readonly scanner: BlobScanner
  readonly outcomes: Outcomes
}

export interface LooseObject {
  readonly folders: readonly string[]
  readonly id: string
  readonly entry: number
}

/** `blob 1234` and NUL stand before the bytes. */
const HEADER = /^(blob|tree|commit|tag) (\d{1,15})$/
const LONGEST_HEADER = 32

/** Scans loose objects. What cannot be read here, or is too large, is left to others. */
export class LooseScanner {
  readonly #tools: LooseTools

  constructor(tools: LooseTools) {
    this.#tools = tools
  }

  scan(object: LooseObject): void {
    const { engine, arena, scanner, outcomes } = this.#tools
    const read = readLoose(object)
    if (read !== 'unreadable' && read.type !== 'blob') return void outcomes.others.push(object.entry)
    const at = read === 'unreadable' ? 'full' : arena.take(read.bytes.length)
    if (read === 'unreadable' || at === 'full') return void outcomes.failed.push(object.entry)
    const { bytes } = read
    engine.bytes.set(bytes, at)
    const sight = scanner.whole({ at, length: bytes.length })
    arena.give(at)
    outcomes.note(object.entry, { sight, bytes: bytes.length })
  }
}

/** A loose object's type and bytes. */
export function readLoose({ folders, id }: Pick<LooseObject, 'folders' | 'id'>): { readonly type: string; readonly bytes: Buffer } | 'unreadable' {
  // Loaded here: most objects lie in packs.
  const { inflateSync } = process.getBuiltinModule('node:zlib')
  for (const folder of folders) {
    try {
      const object = inflateSync(readFileSync(join(folder, id.slice(0, 2), id.slice(2))), { maxOutputLength: MOST_BYTES + LONGEST_HEADER })
      const end = object.subarray(0, LONGEST_HEADER).indexOf(0)
      const [, type, length] = HEADER.exec(object.toString('latin1', 0, end)) ?? []
      if (type !== undefined && Number(length) === object.length - end - 1) return { type, bytes: object.subarray(end + 1) }
    } catch {
      // Not in this folder, damaged or too large: another folder may have it, and else git is asked.
    }
  }
  return 'unreadable'
}
