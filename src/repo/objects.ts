import { startGit, type GitProcess } from './git.ts'
import { MOST_BYTES, type Content } from './port.ts'

interface Asked {
  readonly oid: string
  readonly answer: (content: Content) => void
}

/**
 * Reads objects through one `git cat-file --batch` that lives as long as the reader. Questions may be asked ahead:
 * git answers in order. Objects over MOST_BYTES are read past, never kept.
 */
export class Objects {
  readonly #folder: string
  readonly #asked: Asked[] = []
  #child: GitProcess | undefined
  #reply = new Reply()
  #closed = false

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The bytes of an object, by its full id. */
  read(oid: string): Promise<Content> {
    const { promise, resolve } = Promise.withResolvers<Content>()
    this.#asked.push({ oid, answer: resolve })
    if (this.#child === undefined) this.#start()
    else this.#child.stdin.write(`${oid}\n`)
    return promise
  }

  async close(): Promise<void> {
    this.#closed = true
    const child = this.#child
    if (child === undefined) return
    const { promise, resolve } = Promise.withResolvers<void>()
    child.once('close', () => resolve())
    child.stdin.end()
    child.kill()
    await promise
  }

  #start(): void {
    const child = startGit(this.#folder, ['cat-file', '--batch'])
    this.#child = child
    this.#reply = new Reply()
    child.stderr.resume()
    child.stdout.on('data', (chunk: Buffer) => this.#reply.feed(chunk, (content) => this.#asked.shift()?.answer(content)))
    child.on('error', () => this.#ended(child))
    child.on('close', () => this.#ended(child))
    for (const { oid } of this.#asked) child.stdin.write(`${oid}\n`)
  }

  // git ends when it meets an object that a partial clone left out: that one is missing, the others are asked again.
  #ended(child: GitProcess): void {
    if (this.#child !== child) return
    this.#child = undefined
    this.#asked.shift()?.answer({ state: 'missing', why: 'git could not read it (a partial clone, or a damaged one)' })
    if (this.#asked.length === 0) return
    if (this.#closed) for (const { answer } of this.#asked.splice(0)) answer({ state: 'missing', why: 'the scan was ended' })
    else this.#start()
  }
}

/** Puts git's answers together: `<oid> <type> <size>\n<bytes>\n`, or `<name> missing\n`. */
class Reply {
  #head: Buffer = Buffer.alloc(0)
  #body: Buffer | 'skipped' | undefined
  #size = 0
  #have = 0

  feed(chunk: Buffer, answer: (content: Content) => void): void {
    let rest = chunk
    while (rest.length > 0) rest = this.#body === undefined ? this.#readHead(rest, answer) : this.#readBody(rest, answer)
  }

  #readHead(chunk: Buffer, answer: (content: Content) => void): Buffer {
    const end = chunk.indexOf(10)
    this.#head = Buffer.concat([this.#head, end === -1 ? chunk : chunk.subarray(0, end)])
    if (end === -1) return chunk.subarray(chunk.length)
    const size = /^[0-9a-f]{40,64} [a-z]{3,6} (\d{1,15})$/.exec(this.#head.toString('latin1'))?.[1]
    this.#head = Buffer.alloc(0)
    if (size === undefined) answer({ state: 'missing', why: 'its object is not in this clone' })
    else this.#expect(Number(size))
    return chunk.subarray(end + 1)
  }

  #expect(size: number): void {
    this.#size = size
    this.#have = 0
    this.#body = size > MOST_BYTES ? 'skipped' : Buffer.allocUnsafe(size)
  }

  #readBody(chunk: Buffer, answer: (content: Content) => void): Buffer {
    const part = chunk.subarray(0, this.#size - this.#have)
    if (this.#body !== 'skipped' && this.#body !== undefined) part.copy(this.#body, this.#have)
    this.#have += part.length
    // The newline after the body is what ends it.
    if (part.length === chunk.length) return chunk.subarray(chunk.length)
    answer(this.#body === 'skipped' || this.#body === undefined ? { state: 'too-large', bytes: this.#size } : { state: 'read', bytes: this.#body })
    this.#body = undefined
    return chunk.subarray(part.length + 1)
  }
}
