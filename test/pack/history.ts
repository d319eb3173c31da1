// A repository that changes as a scanner of differences likes it least.
import { execFileSync } from 'node:child_process'
import { Mint } from '../../src/lib/mint.ts'
import type { Example } from '../../src/provider.ts'

export interface Story {
  readonly seed: string
  readonly commits: number
  readonly examples: readonly Example[]
}

/** Writes commits into an empty repository, all on one branch. */
export function tell(folder: string, { seed, commits, examples }: Story): void {
  const teller = new Teller(new Mint(seed), examples)
  const stream = Array.from({ length: commits }, (_, number) => teller.commit(number))
  execFileSync('git', ['-C', folder, 'fast-import', '--quiet', '--force'], { input: Buffer.concat(stream), stdio: ['pipe', 'ignore', 'inherit'] })
}

const FILES = 6
const LINES = 60

class Teller {
  readonly #mint: Mint
  readonly #examples: readonly Example[]
  readonly #files: string[][]
  readonly #mutations = new Map<string, string>()

  constructor(mint: Mint, examples: readonly Example[]) {
    this.#mint = mint
    this.#examples = examples
    this.#files = Array.from({ length: FILES }, () => Array.from({ length: LINES }, () => this.#words()))
  }

  commit(number: number): Buffer {
    const file = this.#mint.below(FILES)
    const lines = this.#files[file] ?? []
    for (let changes = this.#mint.below(3); changes >= 0; changes--) this.#change(lines)
    const bytes = this.#encode(lines)
    const head = `commit refs/heads/main\ncommitter a <a@mayfly.example> ${1_700_000_000 + number} +0000\ndata 0\nM 100644 inline f${file}\ndata ${bytes.length}\n`
    return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\n')])
  }

  #words(): string {
    return this.#mint.chars('abcdefghij  klmnop=:."\'tokensecret/_-0123', this.#mint.below(70))
  }

  #example(): string {
    return this.#examples[this.#mint.below(this.#examples.length)]?.make(this.#mint).text ?? ''
  }

  /** As others have it: in base64, in lines or twice, or with signs spelled in ways that files spell them. */
  #disguised(text: string): string {
    const how = this.#mint.below(8)
    if (how === 0) return text
    if (how === 1) return text.replaceAll(/[/+=:"'-]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
    if (how === 2) return text.replaceAll(/[/+=:"'-]/g, (sign) => String.raw`\u00${sign.charCodeAt(0).toString(16)}`)
    if (how === 3) return text.replaceAll(/[/"']/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)
    if (how === 4) return text.replaceAll(/[/+=:"'-]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    const once = Buffer.from(`${this.#words()}:${text}${this.#words()}`).toString(this.#mint.below(2) === 0 ? 'base64' : 'base64url')
    if (how === 5) return once
    if (how === 6) return Buffer.from(`{"auth":"${once}"}`).toString('base64')
    return once.replaceAll(/.{64}/g, this.#mint.below(2) === 0 ? '$&\n' : '$&\n    ')
  }

  #change(lines: string[]): void {
    const at = this.#mint.below(lines.length + 1)
    const line = lines[at] ?? ''
    const cut = this.#mint.below(line.length + 1)
    const changes: readonly (() => unknown)[] = [
      () => lines.splice(at, 0, ...this.#disguised(this.#example()).split('\n')),
      () => lines.splice(at, 0, this.#words()),
      () => lines.splice(at, 1 + this.#mint.below(3)),
      () => lines.splice(at, 1, line.slice(0, cut), line.slice(cut)),
      () => lines.splice(at, 2, line + (lines[at + 1] ?? '')),
      () => lines.splice(at, 1, this.#mutated(line)),
      () => lines.splice(at, 1, this.#mutated(line)),
      () => this.#mend(lines),
      () => this.#mend(lines),
      () => lines.splice(at, 0, ...lines.splice(this.#mint.below(lines.length + 1), this.#mint.below(20))),
      () => lines.splice(at, 0, ...lines.slice(cut, cut + this.#mint.below(5))),
      () => lines.splice(200),
    ]
    changes[this.#mint.below(changes.length)]?.()
  }

  /** With one byte more, less or other. */
  #mutated(line: string): string {
    const at = this.#mint.below(line.length + 1)
    const put = this.#mint.chars('aZ0_-"\' \n=\u0000é', this.#mint.below(2))
    const mutated = line.slice(0, at) + put + line.slice(at + this.#mint.below(2))
    this.#mutations.set(mutated, line)
    return mutated
  }

  /** Makes a line as it was: so words come to be across the seams of a difference. */
  #mend(lines: string[]): void {
    const at = lines.findIndex((line) => this.#mutations.has(line))
    if (at >= 0) lines.splice(at, 1, this.#mutations.get(lines[at] ?? '') ?? '')
  }

  /** Mostly plain; now and then with a mark, or in UTF-16, or with ends of another kind. */
  #encode(lines: readonly string[]): Buffer {
    const how = this.#mint.below(40)
    const text = lines.join(how === 0 ? '\r\n' : '\n')
    if (how === 1) return Buffer.from(`\ufeff${text}`)
    if (how === 2) return Buffer.from(`\ufeff${text}`, 'utf16le')
    return Buffer.from(how < 20 ? text : `${text}\n`)
  }
}
