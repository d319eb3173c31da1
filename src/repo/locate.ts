import { readFile, realpath, stat } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { MayflyError } from '../lib/errors.ts'
import { gitError, runGit } from './git.ts'

/** Where a folder lies. `folder` and `top` are absolute, without links. */
export type Place = OnDisk | InGit

/** No repository: nothing but files. `top` is the folder itself. */
export interface OnDisk {
  readonly kind: 'disk'
  readonly folder: string
  readonly top: string
}

export interface InGit {
  readonly kind: 'work-tree' | 'bare'
  readonly folder: string
  /** The work tree's root, or the bare repository. */
  readonly top: string
  /** The folder below the top, ending in a slash; empty at the top. */
  readonly prefix: Buffer
  /** The repository ignores the folder: git would list nothing of it. */
  readonly ignored: boolean
  /** The commits whose parents a shallow clone cut off. */
  readonly shallow: ReadonlySet<string>
}

/** Finds the repository that a folder belongs to. Throws MayflyError for no folder, or a repository that git refuses to open. */
export async function locate(asked: string): Promise<Place> {
  const folder = await folderAt(asked)
  const ran = await runGit({ folder, args: ['rev-parse', '--is-inside-work-tree', '--is-bare-repository', '--is-shallow-repository'] })
  // "Not a git repository" stands in each such message since git 1.5; LC_ALL=C keeps it English.
  if (ran.code === 'absent' || (ran.code !== 0 && /not a git repository/i.test(ran.err))) return { kind: 'disk', folder, top: folder }
  if (ran.code !== 0) throw gitError('rev-parse', ran)
  const [inside, bare, shallow] = ran.out.toString('latin1').split('\n')
  const cut = shallow === 'true' ? await boundary(folder) : new Set<string>()
  if (inside === 'true') return inWorkTree(folder, cut)
  if (bare !== 'true') return { kind: 'disk', folder, top: folder }
  return { kind: 'bare', folder, top: folder, prefix: Buffer.alloc(0), ignored: false, shallow: cut }
}

async function folderAt(asked: string): Promise<string> {
  const found = await stat(asked).catch(() => undefined)
  if (found === undefined) throw new MayflyError('usage', `there is no folder ${JSON.stringify(asked)}`)
  if (!found.isDirectory()) throw new MayflyError('usage', `${JSON.stringify(asked)} is no folder`)
  return realpath(asked)
}

async function inWorkTree(folder: string, shallow: ReadonlySet<string>): Promise<InGit> {
  const top = (await output(folder, ['rev-parse', '--show-toplevel'])).replace(/\n$/, '')
  const below = relative(top, folder).split(sep).join('/')
  const ignored = below === '' ? false : (await runGit({ folder, args: ['check-ignore', '-q', '.'] })).code === 0
  return { kind: 'work-tree', folder, top: resolve(top), prefix: Buffer.from(below === '' ? '' : `${below}/`), ignored, shallow }
}

async function boundary(folder: string): Promise<ReadonlySet<string>> {
  const path = (await output(folder, ['rev-parse', '--git-path', 'shallow'])).replace(/\n$/, '')
  const text = await readFile(resolve(folder, path), 'latin1').catch(() => '')
  return new Set(text.split('\n').filter((line) => line !== ''))
}

async function output(folder: string, args: readonly string[]): Promise<string> {
  const ran = await runGit({ folder, args })
  if (ran.code !== 0) throw gitError(args[0] ?? '', ran)
  return ran.out.toString('utf8')
}
