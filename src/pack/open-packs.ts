import { closeSync, openSync } from 'node:fs'

export interface PackFile {
  readonly file: string
  /** Its first entry in the table. */
  readonly first: number
}

/** Opens packs when they are needed. */
export class OpenPacks {
  readonly #packs: readonly PackFile[]
  readonly #fds: (number | undefined)[] = []

  constructor(packs: readonly PackFile[]) {
    this.#packs = packs
  }

  /** The file descriptor of the pack that has an entry of the table. */
  packOf(entry: number): number {
    const number = this.#packs.findLastIndex(({ first }) => first <= entry)
    return (this.#fds[number] ??= openSync(this.#packs[number]?.file ?? '', 'r'))
  }

  close(): void {
    for (const fd of this.#fds) if (fd !== undefined) closeSync(fd)
    this.#fds.length = 0
  }
}
