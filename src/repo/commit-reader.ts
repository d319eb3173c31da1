// What `git log --format='%H %T %P'` says: which commits may bring what is traced.
import type { Traces } from './port.ts'

export interface CommitsSought {
  readonly traces: Traces
  /** Commits that are left out, since git shows them without their parents. */
  readonly cut: ReadonlySet<string>
}

/** Collects commits below whose trees not the same stands as below those of any parent. */
export class CommitReader {
  commits = 0
  /** The ids of the commits that were left out. */
  readonly cut: string[] = []
  /** `some`: of what stands below a tree something is unknown. */
  told: 'all' | 'some' = 'all'
  readonly #sought: CommitsSought
  readonly #traces = new Map<string, number>()
  readonly #parents = new Set<string>()
  readonly #holders: Holder[] = []
  #rest = ''
  /** Of an id with what stands behind it. */
  #width = 0

  constructor(sought: CommitsSought) {
    this.#sought = sought
  }

  /** Reads on; the chunk may be overwritten afterwards. */
  feed(chunk: Buffer): void {
    const text = this.#rest + chunk.toString('latin1')
    let from = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      this.#commit(text, { from, end })
      from = end + 1
    }
    this.#rest = text.slice(from)
  }

  /** After the last chunk: the commits that may bring something. */
  candidates(): readonly string[] {
    return this.#holders.filter(({ trace, parents }) => parents.every((parent) => this.#traces.get(parent) !== trace)).map(({ id }) => id)
  }

  /** Those that are no parents of others. */
  tips(): readonly string[] {
    return [...this.#traces.keys()].filter((id) => !this.#parents.has(id))
  }

  /** A line: ids of the commit, its tree and its parents, with a space behind each but the last parent. */
  #commit(text: string, { from, end }: { readonly from: number; readonly end: number }): void {
    this.#width ||= text.indexOf(' ', from) - from + 1
    const width = this.#width
    const id = text.slice(from, from + width - 1)
    const trace = this.#sought.traces.traceOf(text.slice(from + width, from + 2 * width - 1))
    const parents: string[] = []
    for (let at = from + 2 * width; at < end; at += width) parents.push(text.slice(at, at + width - 1))
    this.commits++
    for (const parent of parents) this.#parents.add(parent)
    if (trace === 'unknown') this.told = 'some'
    else this.#traces.set(id, trace)
    if (this.#sought.cut.has(id)) this.cut.push(id)
    else if (trace !== 0 && trace !== 'unknown') this.#holders.push({ id, trace, parents })
  }
}

interface Holder {
  readonly id: string
  readonly trace: number
  readonly parents: readonly string[]
}
