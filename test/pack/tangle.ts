// A history in which files are moved, swapped, taken away and brought back, on branches that meet in every way that git knows.
import { execFileSync } from 'node:child_process'
import { Mint } from '../../src/lib/mint.ts'

interface File {
  readonly mode: string
  readonly text: string
}

interface Commit {
  readonly files: ReadonlyMap<string, File>
  readonly parents: readonly number[]
}

/** Writes commits, on a handful of branches, into an empty repository. */
export function tangle(folder: string, { seed, commits }: { readonly seed: string; readonly commits: number }): void {
  const weaver = new Weaver(new Mint(seed))
  const stream = Array.from({ length: commits }, (_, number) => weaver.commit(number))
  execFileSync('git', ['-C', folder, 'fast-import', '--quiet', '--force'], { input: Buffer.from(stream.join('')), stdio: ['pipe', 'ignore', 'inherit'] })
}

const FOLDERS = ['', 'a/', 'a/b/', 'a/b/c/', 'd/', 'long name of a folder/', 'é/']
const NAMES = ['x', 'y', 'x.txt', 'README', 'a-name-that-is-longer-than-sixteen', 'ü']
const BRANCHES = 5

class Weaver {
  readonly #mint: Mint
  readonly #commits: Commit[] = []
  readonly #tips: number[] = []
  readonly #texts = ['', 'one\n', 'two\n']

  constructor(mint: Mint) {
    this.#mint = mint
  }

  commit(number: number): string {
    const branch = this.#mint.below(BRANCHES)
    const parents = this.#parents(branch)
    const files = this.#files(parents)
    for (let changes = this.#mint.below(4); changes > 0; changes--) this.#change(files)
    this.#commits.push({ files, parents })
    this.#tips[branch] = number
    return [
      `commit refs/heads/b${branch}\nmark :${number + 1}\ncommitter a <a@mayfly.example> ${1_700_000_000 + number} +0000\ndata 0\n`,
      ...parents.map((parent, i) => `${i === 0 ? 'from' : 'merge'} :${parent + 1}\n`),
      'deleteall\n',
      ...[...files].map(([path, { mode, text }]) => lineOf(path, { mode, text })),
      '\n',
    ].join('')
  }

  /** Mostly the tip of the branch; now and then none, or others too. */
  #parents(branch: number): readonly number[] {
    const own = this.#tips[branch]
    const how = this.#mint.below(20)
    if (own === undefined || how === 0) return []
    const others = this.#tips.filter((tip) => tip !== own)
    return [own, ...(how < 14 ? [] : others.slice(0, how < 18 ? 1 : 3))]
  }

  /** A merge takes each file from one of its parents. */
  #files(parents: readonly number[]): Map<string, File> {
    const files = new Map<string, File>()
    const from = parents.map((parent) => this.#commits[parent]?.files ?? new Map<string, File>())
    for (const path of new Set(from.flatMap((one) => [...one.keys()]))) {
      const file = from[this.#mint.below(from.length)]?.get(path)
      if (file !== undefined) put(files, [path, file])
    }
    return files
  }

  #change(files: Map<string, File>): void {
    const paths = [...files.keys()]
    const [one, other] = [this.#one(paths), this.#one(paths)]
    const [first, second] = [files.get(one ?? ''), files.get(other ?? '')]
    const fresh = `${this.#one(FOLDERS) ?? ''}${this.#one(NAMES) ?? ''}`
    const how = this.#mint.below(9)
    if (one === undefined || other === undefined || first === undefined || second === undefined || how < 2) return put(files, [fresh, this.#file()])
    if (how === 2) return void files.delete(one)
    if (how === 3) return put(files, [one, this.#file()])
    if (how === 4) return put(files, [one, { ...first, mode: this.#one(['100644', '100755', '120000']) ?? '' }])
    if (how === 5) return put(files, [fresh, first])
    if (how === 6) files.delete(one)
    else {
      put(files, [one, second])
      return put(files, [other, first])
    }
    put(files, [fresh, first])
  }

  /** Texts come back. */
  #file(): File {
    const mode = this.#one(['100644', '100644', '100644', '100755', '120000', '160000']) ?? ''
    if (this.#mint.below(2) === 0) this.#texts.push(`${this.#mint.base62(30)}\n`)
    return { mode, text: this.#one(this.#texts) ?? '' }
  }

  #one<T>(list: readonly T[]): T | undefined {
    return list[this.#mint.below(list.length)]
  }
}

/** A file cannot stand where a folder stands: it goes then. */
function put(files: Map<string, File>, [path, file]: readonly [string, File]): void {
  for (const other of files.keys()) if (other.startsWith(`${path}/`) || path.startsWith(`${other}/`)) files.delete(other)
  files.set(path, file)
}

function lineOf(path: string, { mode, text }: File): string {
  if (mode === '160000') return `M 160000 ${'12'.repeat(20)} ${path}\n`
  return `M ${mode} inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`
}
