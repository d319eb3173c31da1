import { closeSync, openSync } from 'node:fs'

export interface PackFile {
  readonly file: string
  /** Its first entry in the table. */
  readonly first: number
}

export interface OpenPack {
  /** The same for the same pack, also when it is opened again. */
  readonly number: number
  readonly fd: number
}

/** Opens packs when they are needed. */
export class OpenPacks {
  readonly #packs: readonly PackFile[]
  readonly #fds: (number | undefined)[] = []

  constructor(packs: readonly PackFile[]) {
    this.#packs = packs
  }

  /** The pack that has an entry of the table. */
  packOf(entry: number): OpenPack {
    const number = this.#packs.findLastIndex(({ first }) => first <= entry)
    return { number, fd: (this.#fds[number] ??= openSync(this.#packs[number]?.file ?? '', 'r')) }
  }

  close(): void {
    for (const fd of this.#fds) if (fd !== undefined) closeSync(fd)
    this.#fds.length = 0
  }
}
