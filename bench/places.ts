// Where there is something to measure: copies of given repositories, their work trees, and repositories of our own.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { Mint } from '../src/lib/mint.ts'

export interface Subject {
  readonly name: string
  /** A bare repository that is ours to change. */
  readonly bare: string
  readonly blobs: number
  /** Of all blobs, as git prints them. */
  readonly megabytes: number
}

/** Copies a repository (its objects are linked where that is possible), so that nothing is written into it. */
export function copied(repository: string, within: string): Subject {
  const folder = git(repository, 'rev-parse', '--absolute-git-dir').trim()
  const name = [dirname(folder), dirname(dirname(folder))].map((path) => basename(path)).find((part) => part !== '' && part !== 'repo') ?? 'repository'
  const bare = join(within, `${basename(folder) === '.git' || basename(folder) === 'repo' ? name : basename(folder)}.git`)
  try {
    execFileSync('cp', ['-rl', folder, bare], { stdio: 'ignore' })
  } catch {
    execFileSync('cp', ['-r', folder, bare])
  }
  return subject(bare)
}

/** The same objects, each whole: the worst case. */
export function withoutDeltas({ bare, name }: Subject, within: string): Subject {
  const whole = join(within, `${name}-no-deltas.git`)
  execFileSync('git', ['init', '-q', '--bare', whole])
  // A snapshot may lack an object: what is there is packed, not what is reached.
  const ids = git(bare, 'cat-file', '--batch-all-objects', '--unordered', '--buffer', '--batch-check=%(objectname)')
  const pack = ['pack-objects', '-q', '--no-reuse-delta', '--window=0', '--depth=0', join(whole, 'objects/pack/pack')]
  execFileSync('git', pack, { cwd: bare, input: ids, stdio: ['pipe', 'ignore', 'inherit'] })
  return subject(whole)
}

/** A work tree of its HEAD. */
export function workTree({ bare, name }: Subject, within: string): string {
  const folder = join(within, `${name}-tree`)
  execFileSync('git', ['clone', '-q', '--shared', bare, folder], { stdio: 'ignore' })
  return folder
}

/** A repository of our own: source-like files that change a little with each commit. */
export function synthetic(within: string, { files, commits }: { readonly files: number; readonly commits: number }): Subject {
  const folder = join(within, `synthetic-${files}-${commits}.git`)
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', folder])
  execFileSync('git', ['fast-import', '--quiet'], { cwd: folder, input: Buffer.from([...stream({ files, commits })].join('')) })
  git(folder, 'repack', '-a', '-d', '-q')
  return subject(folder)
}

/** A folder with ten small files that one commit brought. */
export function tenFiles(within: string): string {
  const folder = resolve(within, 'ten')
  mkdirSync(folder)
  git(folder, 'init', '-q', '-b', 'main')
  const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@mayfly.example']
  git(folder, ...identity, 'commit', '-q', '--allow-empty', '-m', 'first')
  for (let i = 0; i < 10; i++) writeFileSync(join(folder, `${i}.ts`), linesOf(new Mint(`${i}`), 200))
  git(folder, 'add', '-A')
  git(folder, ...identity, 'commit', '-q', '-m', 'ten')
  return folder
}

function subject(bare: string): Subject {
  const listed = git(bare, 'cat-file', '--batch-all-objects', '--unordered', '--buffer', '--batch-check=%(objecttype) %(objectsize)')
  const sizes = listed.split('\n').flatMap((line) => (line.startsWith('blob ') ? [Number(line.slice(5))] : []))
  return { name: basename(bare, '.git'), bare, blobs: sizes.length, megabytes: sizes.reduce((sum, size) => sum + size, 0) / 1e6 }
}

function* stream({ files, commits }: { readonly files: number; readonly commits: number }): Generator<string> {
  const mint = new Mint('synthetic')
  const texts = Array.from({ length: files }, () => linesOf(mint, 300).split('\n'))
  for (let commit = 0; commit < commits; commit++) {
    yield `commit refs/heads/main\ncommitter bench <bench@mayfly.example> ${1_700_000_000 + commit} +0000\ndata 1\n.\n`
    for (let changed = 0; changed < (commit === 0 ? files : 3); changed++) {
      const file = commit === 0 ? changed : mint.below(files)
      const lines = texts[file] ?? []
      lines[mint.below(lines.length)] = linesOf(mint, 1)
      const text = lines.join('\n')
      yield `M 100644 inline src/${file % 20}/${file}.ts\ndata ${Buffer.byteLength(text)}\n${text}\n`
    }
  }
}

const WORDS = ['const', 'return', 'value', 'index', 'path', 'user', '=', 'await', 'config', 'if', '// the', 'token', 'https://host/api', 'key:', '"text"']

function linesOf(mint: Mint, count: number): string {
  return Array.from({ length: count }, () => `${Array.from({ length: 8 }, () => WORDS[mint.below(WORDS.length)]).join(' ')} ${mint.base62(6)}`).join('\n')
}

function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', [...args], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 30 })
}
