import { git, gitText } from './run.ts'

export interface Signature {
  readonly name: string
  readonly email: string
  /** As git prints it: `2026-11-21T10:00:00+01:00`. */
  readonly date: string
}

export interface Commit {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Signature
  readonly committer: Signature
  readonly message: string
}

const FIELDS = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B']

/** The commits that a `git log` of these arguments lists, newest first unless `--reverse` is one. */
export async function listCommits(gitDir: string, ...args: readonly string[]): Promise<readonly Commit[]> {
  const output = await git(gitDir, { args: ['log', '-z', `--format=tformat:${FIELDS.join('%x00')}`, ...args] })
  const fields = output.toString('utf8').split('\0')
  const commits: Commit[] = []
  for (let i = 0; i + FIELDS.length <= fields.length; i += FIELDS.length) commits.push(commitOf(fields.slice(i, i + FIELDS.length)))
  return commits
}

function commitOf(fields: readonly string[]): Commit {
  const [
    sha = '',
    tree = '',
    parents = '',
    name = '',
    email = '',
    date = '',
    committerName = '',
    committerEmail = '',
    committed = '',
    message = '',
  ] = fields
  return {
    sha,
    tree,
    parents: parents === '' ? [] : parents.split(' '),
    author: { name, email, date },
    committer: { name: committerName, email: committerEmail, date: committed },
    message: message.replace(/\n+$/, ''),
  }
}

export async function readCommit(gitDir: string, sha: string): Promise<Commit | undefined> {
  return (await listCommits(gitDir, '-1', sha, '--'))[0]
}

export async function countCommits(gitDir: string, ...args: readonly string[]): Promise<number> {
  return Number(await gitText(gitDir, 'rev-list', '--count', ...args))
}

/** What a commit did to paths, against its first parent; a merge commit lists none, as in a push's payload. */
export interface Touched {
  readonly added: string[]
  readonly removed: string[]
  readonly modified: string[]
}

export async function touchedPaths(gitDir: string, shas: readonly string[]): Promise<ReadonlyMap<string, Touched>> {
  const args = ['diff-tree', '--stdin', '-r', '--root', '-z', '--name-status', '--no-renames']
  const output = await git(gitDir, { args, input: `${shas.join('\n')}\n` })
  const touched = new Map<string, Touched>()
  let current: Touched = { added: [], removed: [], modified: [] }
  const words = output.toString('utf8').split('\0')
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? ''
    if (word.length === 40) {
      current = { added: [], removed: [], modified: [] }
      touched.set(word, current)
      continue
    }
    const path = words[++i]
    if (path === undefined) break
    listFor(current, word).push(path)
  }
  return touched
}

function listFor(touched: Touched, status: string): string[] {
  if (status === 'A') return touched.added
  return status === 'D' ? touched.removed : touched.modified
}
