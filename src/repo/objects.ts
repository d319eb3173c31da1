import { startGit, type GitProcess } from './git.ts'
import { MOST_BYTES, type Content } from './port.ts'

interface Asked {
  /** An id, or another name of an object. */
  readonly name: string
  readonly answer: (found: Found) => void
}

/** `oid` is empty where nothing was found. */
interface Found {
  readonly oid: string
  readonly content: Content
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

  /** The bytes of an object, by its full id or as git names revisions. */
  async read(name: string): Promise<Content> {
    const { content } = await this.#ask(name)
    return content
  }

  /** The full id of an object; undefined where there is none of this name. */
  async find(name: string): Promise<string | undefined> {
    if (/[\n\0]/.test(name)) return undefined
    const { oid } = await this.#ask(name)
    return oid === '' ? undefined : oid
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

  #ask(name: string): Promise<Found> {
    const { promise, resolve } = Promise.withResolvers<Found>()
    this.#asked.push({ name, answer: resolve })
    if (this.#child === undefined) this.#start()
    else this.#child.stdin.write(`${name}\n`)
    return promise
  }

  #start(): void {
    const child = startGit(this.#folder, ['cat-file', '--batch'])
    this.#child = child
    this.#reply = new Reply()
    child.stderr.resume()
    child.stdout.on('data', (chunk: Buffer) => this.#reply.feed(chunk, (found) => this.#asked.shift()?.answer(found)))
    child.on('error', () => this.#ended(child))
    child.on('close', () => this.#ended(child))
    for (const { name } of this.#asked) child.stdin.write(`${name}\n`)
  }

  // git ends when it meets an object that a partial clone left out: that one is missing, the others are asked again.
  #ended(child: GitProcess): void {
    if (this.#child !== child) return
    this.#child = undefined
    this.#asked.shift()?.answer(missing('git could not read it (a partial clone, or a damaged one)'))
    if (this.#asked.length === 0) return
    if (this.#closed) for (const { answer } of this.#asked.splice(0)) answer(missing('the scan was ended'))
    else this.#start()
  }
}

function missing(why: string): Found {
  return { oid: '', content: { state: 'missing', why } }
}

/** Puts git's answers together: `<oid> <type> <size>\n<bytes>\n`, or `<name> missing\n`. */
class Reply {
  #head: Buffer = Buffer.alloc(0)
  #body: Buffer | 'skipped' | undefined
  #oid = ''
  #size = 0
  #have = 0

  feed(chunk: Buffer, answer: Asked['answer']): void {
    let rest = chunk
    while (rest.length > 0) rest = this.#body === undefined ? this.#readHead(rest, answer) : this.#readBody(rest, answer)
  }

  #readHead(chunk: Buffer, answer: Asked['answer']): Buffer {
    const end = chunk.indexOf(10)
    this.#head = Buffer.concat([this.#head, end === -1 ? chunk : chunk.subarray(0, end)])
    if (end === -1) return chunk.subarray(chunk.length)
    const [, oid, size] = /^([0-9a-f]{40,64}) [a-z]{3,6} (\d{1,15})$/.exec(this.#head.toString('latin1')) ?? []
    this.#head = Buffer.alloc(0)
    this.#oid = oid ?? ''
    if (size === undefined) answer(missing('its object is not in this clone'))
    else this.#expect(Number(size))
    return chunk.subarray(end + 1)
  }

  #expect(size: number): void {
    this.#size = size
    this.#have = 0
    this.#body = size > MOST_BYTES ? 'skipped' : Buffer.allocUnsafe(size)
  }

  #readBody(chunk: Buffer, answer: Asked['answer']): Buffer {
    const part = chunk.subarray(0, this.#size - this.#have)
    if (this.#body !== 'skipped' && this.#body !== undefined) part.copy(this.#body, this.#have)
    this.#have += part.length
    // The newline after the body is what ends it.
    if (part.length === chunk.length) return chunk.subarray(chunk.length)
    const content: Content = this.#body === 'skipped' || this.#body === undefined ? { state: 'too-large', bytes: this.#size } : { state: 'read', bytes: this.#body }
    answer({ oid: this.#oid, content })
    this.#body = undefined
    return chunk.subarray(part.length + 1)
  }
}
